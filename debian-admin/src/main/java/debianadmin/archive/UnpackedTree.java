package debianadmin.archive;

import debianadmin.download.Address;
import debianadmin.download.Progress;
import debianadmin.download.RemoteFile;
import debianadmin.download.Sha256;
import debianadmin.file.Ancestors;
import debianadmin.file.Foreseen;
import debianadmin.file.Spot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import machine.Change;
import machine.Command;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Mode;
import machine.Resource;
import org.jspecify.annotations.Nullable;

/// A directory that holds what is in an archive, and nothing else.
public final class UnpackedTree implements Resource {
  private static final long USUAL_LIMIT = 4_000_000_000L;
  private static final Duration WORD = Duration.ofSeconds(7);
  private static final int NAMED = 3;

  private final String path;
  private final Address source;
  private final Sha256 digest;
  private final Map<String, String> environment;
  private int strip;
  private String owner = "";
  private String group = "";
  private long limit = USUAL_LIMIT;

  /// @param path the directory
  /// @param source a URL or a path
  /// @param digest the archive's digest
  /// @param environment the variables that may name a proxy
  /// @param options how it is unpacked; of two that contradict each other the last one counts
  public UnpackedTree(
      String path,
      Address source,
      Sha256 digest,
      Map<String, String> environment,
      ArchiveOption... options) {
    this.path = path;
    this.source = source;
    this.digest = digest;
    this.environment = environment;
    for (ArchiveOption option : options) {
      switch (option) {
        case ArchiveOption.Strip(int count) -> strip = count;
        case ArchiveOption.Owner(String user) -> owner = user;
        case ArchiveOption.Group(String name) -> group = name;
        case ArchiveOption.Limit(long bytes) -> limit = bytes;
      }
    }
  }

  @Override
  public String subject() {
    return path;
  }

  private String wish() {
    return digest + " strip=" + strip + " owner=" + owner + " group=" + group;
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Path directory = machine.place(path);
    BasicFileAttributes found;
    try {
      found = Files.readAttributes(directory, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return create(machine, directory);
    }
    if (Foreseen.isGone(machine, directory)) {
      return create(machine, directory);
    }
    if (!found.isDirectory()) {
      throw Spot.inTheWay(path, found, "directory");
    }
    Stamp stamp = Stamp.read(directory);
    if (stamp == null) {
      refuseWhatIsNotOurs(directory);
      return pending(machine, directory, Change.of("unpack", path, words()));
    }
    List<String> differences = stamp.differences(directory);
    if (!stamp.wish().equals(wish())) {
      String was = stamp.source().equals(source.toString()) ? "" : ", was " + stamp.source();
      return pending(machine, directory, Change.of("update", path, words() + was));
    }
    return differences.isEmpty()
        ? Decision.settled("is as unpacked from " + stamp.source())
        : pending(machine, directory, Change.of("update", path, changed(differences)));
  }

  private String words() {
    return "from " + source + ", SHA-256 " + digest.brief();
  }

  private static String changed(List<String> differences) {
    int named = Math.min(NAMED, differences.size());
    int more = differences.size() - named;
    return "changed since it was unpacked: "
        + String.join(", ", differences.subList(0, named))
        + (more == 0 ? "" : " and " + more + " more");
  }

  private Decision create(Machine machine, Path directory) throws IOException {
    if (Foreseen.in(machine, directory) && !Foreseen.isGone(machine, directory)) {
      return Decision.settled("an earlier step would create it");
    }
    Decision early = Spot.withoutParent(machine, path, directory);
    return early != null ? early : pending(machine, directory, Change.of("unpack", path, words()));
  }

  private void refuseWhatIsNotOurs(Path directory) throws IOException {
    try (var entries = Files.newDirectoryStream(directory)) {
      if (entries.iterator().hasNext()) {
        throw new MachineException(
            path + ": holds what wasn't unpacked from an archive",
            "choose another path, or empty the directory first; what lies there would be lost");
      }
    }
  }

  private Decision pending(Machine machine, Path directory, Change change) throws IOException {
    Optional<Path> changeable = Ancestors.changeableByOthers(directory);
    if (changeable.isPresent() && Machine.isRoot()) {
      throw new MachineException(
          path + ": others than root can change " + changeable.get(),
          "they could have it unpacked anywhere; choose a directory that only root can change");
    }
    Decision early = withoutSource(machine);
    if (early != null) {
      return early;
    }
    try {
      Ownership.lookUp(owner, group, Path.of("/"));
    } catch (MachineException e) {
      if (machine.mode() != Mode.PREVIEW) {
        throw e;
      }
      return Decision.unknown(e.getMessage() + " yet; an earlier step may add it");
    }
    return Decision.pending(change, Spot.foreseen(directory), () -> unpack(machine, directory));
  }

  private @Nullable Decision withoutSource(Machine machine) {
    Path file = source.path().map(machine::path).orElse(null);
    if (file == null || Files.isRegularFile(file)) {
      return null;
    }
    if (Foreseen.in(machine, file)) {
      return Decision.unknown("an earlier step would place what it is unpacked from: " + source);
    }
    throw new MachineException(
        path
            + ": nothing to unpack: "
            + file
            + (Files.exists(file) ? ": not a file" : ": no such file"),
        "a relative path lies in " + machine.folder() + "; is the file in the repository?");
  }

  private void unpack(Machine machine, Path directory) throws IOException {
    Path fresh = directory.resolveSibling("." + directory.getFileName() + ".unpacking");
    RemoteFile file = new RemoteFile(machine, source, digest, environment);
    Path archive = file.fetch();
    remove(machine, fresh);
    remove(machine, Exchange.aside(fresh));
    try {
      Files.createDirectory(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      fill(machine, archive, fresh);
      Files.setAttribute(fresh, "unix:mode", 0755);
      // Before it is there: what lies there is replaced only if there is a stamp.
      Stamp.of(wish(), source.toString(), fresh).write(directory);
      if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
        Exchange.exchange(directory, fresh);
      } else {
        Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      remove(machine, fresh);
      file.discard();
    }
    machine.wrote(directory);
  }

  private void fill(Machine machine, Path archive, Path fresh) throws IOException {
    Progress progress = new Progress(machine.listener(), "unpacking " + path, WORD);
    Ownership ownership = Ownership.lookUp(owner, group, fresh);
    try (Entries entries = Entries.open(archive)) {
      new Unpacking(fresh, strip, limit, ownership, progress).unpack(entries);
    } catch (Refused e) {
      throw new MachineException(
          source + ": refused: " + e.getMessage(),
          "nothing was placed; an archive must stay within its directory and its limit",
          e);
    } catch (java.nio.file.FileSystemException e) {
      throw e;
    } catch (IOException e) {
      throw new MachineException(
          source + ": can't be unpacked: " + e.getMessage(), "nothing was placed", e);
    }
  }

  // rm follows no link and isn't led astray by one, whatever is moved meanwhile.
  private static void remove(Machine machine, Path path) {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      Command.of("rm", "-rf", "--one-file-system", "--", path.toString()).run(machine);
    }
  }
}
