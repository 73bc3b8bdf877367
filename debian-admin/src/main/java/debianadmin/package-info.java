/// Administering Debian and Ubuntu: packages ([debianadmin.Apt]), files ([debianadmin.Place]),
/// units of systemd ([debianadmin.Unit]), and facts about the machine ([debianadmin.Host]).
///
/// Every operation acts when called, on the current [machine.Machine]; it does nothing if the
/// machine is as wanted, and answers nothing. It knows Debian's programs and files. It knows no
/// tool that is built on it.
@NullMarked
package debianadmin;

import org.jspecify.annotations.NullMarked;
