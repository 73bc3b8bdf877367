/// Administering Debian and Ubuntu: packages ([Apt]), files ([Place]), accounts ([User], [Group],
/// [AuthorizedKeys], [Sudo]), units of systemd ([Unit]), waiting ([Wait]), commands ([Run]),
/// checkouts of Git ([GitCheckout]), downloads and archives ([Download], [Archive]), the kernel
/// ([Sysctl], [KernelModule], [Mount], [Swap]), the system ([Hostname], [Hosts], [Localization],
/// [Alternative], [Cron], [CaCertificate], [Reboot]), and facts about the machine ([Host]).
///
/// Every operation acts when called, on the current [machine.Machine]; it does nothing if the
/// machine is as wanted, and answers nothing. A question is named as one, and answers. It knows
/// Debian's programs and files. It knows no tool that is built on it.
@NullMarked
package debianadmin;

import org.jspecify.annotations.NullMarked;
