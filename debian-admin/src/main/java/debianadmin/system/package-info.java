/// What Debian itself keeps about a machine as a whole: alternatives, trusted certificates, and
/// that a reboot is required. Knows how its programs are started below another root.
package debianadmin.system;
