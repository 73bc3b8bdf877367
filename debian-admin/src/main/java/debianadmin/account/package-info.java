/// Users, groups, the keys that open a user's door, and what sudo allows them: read from their
/// files (passwd(5), shadow(5), group(5), gshadow(5)), changed by the programs of Debian's package
/// passwd, which lock these files and keep them consistent.
///
/// Knows the files of a machine and what a preview foresees of them; knows no other source of names
/// than /etc, but notices when a name comes from one (nsswitch.conf(5)).
package debianadmin.account;
