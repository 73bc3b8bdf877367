package acceptance;

import acceptance.bed.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// A Debian package whose configuration takes its time: it makes the file `/srv/NAME`, and waits
/// for the file `/srv/finish`.
final class SlowPackage {
  private SlowPackage() {}

  /// Makes the package in a directory.
  static Path make(Path directory, String name) throws IOException {
    Path tree = directory.resolve(name);
    Path control = Files.createDirectories(tree.resolve("DEBIAN"));
    Files.writeString(
        control.resolve("control"),
        """
        Package: %s
        Version: 1
        Architecture: all
        Maintainer: Tester <tester@example.com>
        Description: takes its time
        """
            .formatted(name));
    Path postinst = control.resolve("postinst");
    Files.writeString(
        postinst,
        """
        #!/bin/sh
        touch /srv/%s
        while [ ! -e /srv/finish ]; do
          echo waiting
          sleep 0.1
        done
        """
            .formatted(name));
    Files.setPosixFilePermissions(postinst, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path deb = directory.resolve(name + "_1_all.deb");
    Machine.run(
        List.of("dpkg-deb", "--root-owner-group", "--build", tree.toString(), deb.toString()));
    return deb;
  }
}
