package debianadmin.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Mode;
import machine.Resource;
import org.jspecify.annotations.Nullable;

/// A regular file with a wanted content, mode, owner and group.
public final class PlacedFile implements Resource {
  // Why nothing is to be done, by what is wished for (Attributes.wished): not put together each
  // time, for this is the commonest answer of all.
  private static final List<String> REASONS =
      List.of(
          "has the wanted content",
          "has the wanted content and mode",
          "has the wanted content and owner",
          "has the wanted content, mode and owner",
          "has the wanted content and group",
          "has the wanted content, mode and group",
          "has the wanted content, owner and group",
          "has the wanted content, mode, owner and group");

  private final String path;
  private final Content content;
  private final Attributes attributes;
  private final List<Check> checks;
  private final int defaultMode;

  public PlacedFile(String path, Content content, FileOption... options) {
    this.path = path;
    this.content = content;
    this.attributes = Attributes.of(options);
    this.checks = new ArrayList<>(0);
    for (FileOption option : options) {
      if (option instanceof Check check) {
        checks.add(check);
      }
    }
    this.defaultMode = content.isSecret() ? 0600 : 0644;
  }

  @Override
  public String subject() {
    return path;
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Path file = machine.place(path);
    try {
      return compare(machine, file);
    } catch (AccessDeniedException e) {
      return refused(machine, e);
    } catch (NoSuchFileException | FileNotFoundException e) {
      Decision early = withoutSource(machine);
      if (early != null) {
        return early;
      }
      Path source = content.source();
      Path where = source != null && !Files.isReadable(source) ? source : file;
      return refused(
          machine, e instanceof FileNotFoundException lost ? Spot.unreadable(where, lost) : e);
    }
  }

  private static Decision refused(Machine machine, IOException e) throws IOException {
    boolean denied = e instanceof AccessDeniedException;
    if (!denied || machine.mode() == Mode.APPLY || Machine.isRoot()) {
      throw e;
    }
    return Decision.unknown("permission denied; run the preview as root to know");
  }

  private @Nullable Decision withoutSource(Machine machine) {
    Path source = content.source();
    if (source == null || source.toFile().isFile()) {
      return null;
    }
    if (Foreseen.in(machine, source)) {
      return Decision.unknown("an earlier step would place what it is copied from: " + source);
    }
    throw new MachineException(
        path
            + ": nothing to copy: "
            + source
            + (Files.exists(source) ? ": not a file" : ": no such file"),
        "a relative path lies in " + machine.folder() + "; is the file in the repository?");
  }

  private Decision compare(Machine machine, Path file) throws IOException {
    boolean gone = machine.mode() == Mode.PREVIEW && machine.foreseen(new Foreseen.Gone(file));
    PosixFileAttributes found;
    try {
      // The common case, which costs two thirds of the calls below: only content and mode are
      // wished for.
      if (!gone && attributes.areFileOfMode(file) && content.isIn(file)) {
        return Decision.settled(REASONS.get(attributes.wished()));
      }
      found = Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return create(machine, file);
    }
    if (gone) {
      return create(machine, file);
    }
    if (!found.isRegularFile()) {
      throw Spot.inTheWay(path, found, "file");
    }
    boolean same = content.isIn(file);
    String differences;
    try {
      differences = attributes.differences(file, found);
    } catch (Attributes.NoSuchName e) {
      return Spot.withoutName(machine, e);
    }
    if (!same) {
      return update(machine, file, differences);
    }
    if (differences.isEmpty()) {
      return Decision.settled(REASONS.get(attributes.wished()));
    }
    return Decision.pending(
        Change.of("set", path, differences),
        Spot.foreseen(file),
        () -> attributes.give(file, file, defaultMode));
  }

  private Decision create(Machine machine, Path file) throws IOException {
    Decision early = Spot.withoutParent(machine, path, file);
    if (early != null) {
      return early;
    }
    try {
      attributes.lookUp(file);
    } catch (Attributes.NoSuchName e) {
      return Spot.withoutName(machine, e);
    }
    String words = content.words();
    String detail = (words.isEmpty() ? "" : words + ", ") + attributes.words(defaultMode);
    Change change = Change.of("create", path, detail);
    Optional<String> after = content.text();
    return Decision.pending(
        after.isPresent() ? change.showing("", after.get()) : change,
        Spot.foreseen(file),
        () -> write(machine, file, null));
  }

  private Decision update(Machine machine, Path file, String differences) throws IOException {
    String words = content.isSecret() ? "its secret content" : content.words();
    String comma = differences.isEmpty() ? "" : ", ";
    Change change = Change.of("update", path, words + comma + differences);
    Optional<String> after = content.text();
    Optional<String> before = after.isPresent() ? Content.text(file) : after;
    return Decision.pending(
        before.isPresent() ? change.showing(before.get(), after.get()) : change,
        Spot.foreseen(file),
        () -> write(machine, file, file));
  }

  private void write(Machine machine, Path file, @Nullable Path like) throws IOException {
    content.prepare();
    try (Beside beside = Beside.file(file)) {
      beside.write(content);
      attributes.give(beside.path(), like, defaultMode);
      for (Check check : checks) {
        beside.check(check, path, content.isSecret());
      }
      beside.move();
    }
    content.placed(file);
    machine.wrote(file);
  }
}
