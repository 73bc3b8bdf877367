/// Unit files as they lie in the directories of systemd, with the links that enable them. Holds
/// where systemd isn't running, and knows nothing of what it does.
package debianadmin.unit.file;
