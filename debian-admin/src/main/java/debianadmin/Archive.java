package debianadmin;

import debianadmin.archive.ArchiveOption;
import debianadmin.archive.UnpackedTree;
import debianadmin.download.Address;
import debianadmin.download.Sha256;
import machine.Machine;
import machine.MachineException;

/// Archives, unpacked into directories of their own: `.tar`, `.tar.gz`, `.tar.bz2`, `.tar.xz` and
/// `.zip`, told by their first bytes.
///
/// An archive is not believed. It is refused as a whole if a name in it is absolute or has `..`, is
/// there twice, or lies below a file or a link; if a link may lead out of the directory (`..`
/// elsewhere than at the beginning of its target counts as that), or a hard link to anything but a
/// file of the archive; if it holds a device, a named pipe or the like; and if it is larger than
/// its limit. Nothing is in place then. Set-user-id, set-group-id and sticky bits are dropped, and
/// so are the rights of group and others to write.
public final class Archive {
  private Archive() {}

  /// How an archive is unpacked: made by [#strip], [#owner], [#group] and [#limit].
  public static final class Option {
    private final ArchiveOption wish;

    private Option(ArchiveOption wish) {
      this.wish = wish;
    }
  }

  /// Unpacks an archive: afterwards the directory holds what is in it, and nothing else.
  ///
  /// It is unpacked beside its place, and then exchanged with what is there at one instant
  /// (renameat2(2)); in a JVM without `--enable-native-access` there is an instant without either.
  ///
  /// What was unpacked is noted in a file beside the directory, `.NAME.unpacked`: the digest, and
  /// each file's mode, owner, size and time. As long as these are the same, nothing is to be done,
  /// and nothing is fetched. What was changed, added or removed by hand since is put right by
  /// unpacking it anew; so nothing else should write there. A directory with other content isn't
  /// touched.
  ///
  /// ```java
  /// Archive.unpacked("/opt/app", "https://example.com/app-1.2.tar.gz",
  ///     "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", Archive.strip(1));
  /// ```
  ///
  /// @param path the directory; its mode will be `0755`
  /// @param source where the archive comes from: a URL as for [Download#file], or a path; a
  ///   relative one lies in the deployment's own folder
  /// @param sha256 the archive's SHA-256, as sha256sum(1) prints it
  /// @param options strip, owner, group, limit
  /// @throws MachineException if the archive can't be had, is another one, is damaged or refused;
  ///   if the directory holds anything else; or, for root, if somebody else can change a directory
  ///   above
  public static void unpacked(String path, String source, String sha256, Option... options) {
    ArchiveOption[] wishes = new ArchiveOption[options.length];
    for (int i = 0; i < options.length; i++) {
      wishes[i] = options[i].wish;
    }
    Machine.current()
        .bring(
            new UnpackedTree(
                path,
                Address.urlOrPath(source),
                Sha256.parse(sha256, path),
                System.getenv(),
                wishes));
  }

  /// Without the first directories of each name: `strip(1)` unpacks `app-1.2/bin/app` as `bin/app`,
  /// as tar(1) does with `--strip-components=1`. What has no more names than that is left out.
  ///
  /// ```java
  /// Archive.unpacked("/opt/app", "https://example.com/app-1.2.tar.gz", sha256, Archive.strip(1));
  /// ```
  ///
  /// @param count how many
  /// @return the option
  /// @throws MachineException if it is negative
  public static Option strip(int count) {
    if (count < 0) {
      throw new MachineException("can't strip " + count + " directories", "write strip(1)");
    }
    return new Option(new ArchiveOption.Strip(count));
  }

  /// The user that all of it is to belong to, whatever the archive says; without this, whoever
  /// unpacks it.
  ///
  /// ```java
  /// Archive.unpacked("/opt/app", "packages/app.tar.xz", sha256, Archive.owner("app"));
  /// ```
  ///
  /// @param name the user
  /// @return the option
  public static Option owner(String name) {
    return new Option(new ArchiveOption.Owner(name));
  }

  /// The group that all of it is to belong to, whatever the archive says; without this, the group
  /// of whoever unpacks it.
  ///
  /// ```java
  /// Archive.unpacked("/srv/www/site", "https://example.com/site.zip", sha256,
  ///     Archive.group("www-data"));
  /// ```
  ///
  /// @param name the group
  /// @return the option
  public static Option group(String name) {
    return new Option(new ArchiveOption.Group(name));
  }

  /// How many bytes all files together may have when they are unpacked; without this, 4 GB.
  ///
  /// ```java
  /// Archive.unpacked("/srv/maps", "https://example.com/maps.tar.xz", sha256,
  ///     Archive.limit(20_000_000_000L));
  /// ```
  ///
  /// @param bytes how many
  /// @return the option
  /// @throws MachineException if it isn't positive
  public static Option limit(long bytes) {
    if (bytes <= 0) {
      throw new MachineException("not a limit: " + bytes + " bytes", "write limit(500_000_000)");
    }
    return new Option(new ArchiveOption.Limit(bytes));
  }
}
