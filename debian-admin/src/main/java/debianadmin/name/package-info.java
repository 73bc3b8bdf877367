/// The machine's own name, and the names that it knows of others: /etc/hostname and /etc/hosts.
package debianadmin.name;
