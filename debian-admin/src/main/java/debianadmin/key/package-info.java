/// The keys by which users may log in with SSH: lines of authorized_keys files (sshd(8)), checked
/// before they are written, and the files and directories that hold them.
///
/// Knows whose home is where, and places files in it. Knows nothing of private keys, of sshd's
/// settings, and of hosts' keys.
package debianadmin.key;
