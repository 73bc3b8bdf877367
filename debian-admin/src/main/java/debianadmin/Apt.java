package debianadmin;

import debianadmin.apt.InstalledPackages;
import debianadmin.apt.RemovedPackages;
import machine.Machine;

/// Packages of Debian and of what is made of it, brought by apt-get(8).
///
/// Nothing is started, and root isn't needed, if the packages are as wanted: dpkg's own files tell.
/// What is to be done needs root. Questions of packages are answered by their defaults;
/// configuration files that were changed by hand are kept (dpkg's `--force-confdef
/// --force-confold`). While another program holds dpkg's lock, it is waited for, ten minutes at
/// most.
///
/// It chooses no versions and adds no sources: these are files in /etc/apt, see [Place].
public final class Apt {
  private Apt() {}

  /// Installs packages, all in one transaction. A package that is installed stays as it is,
  /// whatever its version; a name that an installed package provides counts as installed.
  ///
  /// The package lists are updated if apt doesn't know a package, or if what they name can no
  /// longer be fetched. A dpkg run that was interrupted is finished first.
  ///
  /// @param packages names of packages as Debian Policy 5.6.1 allows them, each perhaps with an
  ///   architecture: `"tmux"`, `"libc6:i386"`
  /// @throws machine.MachineException if a name isn't one or isn't known, if installing one would
  ///   remove another one, or if root is needed
  /// @throws machine.CommandFailed if apt-get fails
  public static void install(String... packages) {
    Machine.current().bring(new InstalledPackages(packages));
  }

  /// Removes packages and what needs them, all in one transaction, and keeps their configuration
  /// files.
  ///
  /// @param packages names of packages, as for [#install]; those that aren't there, or that nobody
  ///   knows, are removed already
  /// @throws machine.MachineException if a name isn't one, or if root is needed
  /// @throws machine.CommandFailed if apt-get fails
  public static void remove(String... packages) {
    Machine.current().bring(new RemovedPackages(packages));
  }
}
