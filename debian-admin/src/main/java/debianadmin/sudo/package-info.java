/// Rules of sudo.
package debianadmin.sudo;
