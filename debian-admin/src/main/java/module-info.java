import org.jspecify.annotations.NullMarked;

/// Administering Debian and Ubuntu, in a line each: packages, files, accounts, units of systemd and
/// waiting, commands, checkouts of Git, downloads and archives, the kernel, the system, and facts
/// about the machine.
///
/// Built on the module `machine`, which decides whether changes are made or only named. Usable from
/// any Java program.
@NullMarked
module debianadmin {
  requires com.samskivert.jmustache;
  requires java.net.http;
  requires transitive machine;
  requires static org.jspecify;
  requires org.apache.commons.compress;
  requires org.tukaani.xz;

  exports debianadmin;
}
