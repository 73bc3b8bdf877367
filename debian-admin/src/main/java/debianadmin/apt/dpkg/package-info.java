/// dpkg's own facts, read from its files: packages, their states, and who holds its locks.
package debianadmin.apt.dpkg;
