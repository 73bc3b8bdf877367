/// Jobs of cron(8) that belong to the machine: files of /etc/cron.d.
package debianadmin.cron;
