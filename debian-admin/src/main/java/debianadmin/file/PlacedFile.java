package debianadmin.file;

import debianadmin.path.Held;
import debianadmin.path.Parent;
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
import java.util.Set;
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
      } else if (!(option instanceof Attributes.Wish)) {
        throw FileOption.meaningless(path, option);
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
    return decide(machine, false);
  }

  /// Decides, though the file's directory may not be there yet.
  ///
  /// @param machine the machine
  /// @param parentFollows whether an earlier step of the same resource makes it
  /// @return what is to be done
  public Decision decide(Machine machine, boolean parentFollows) throws IOException {
    Path file = machine.place(path);
    try {
      return compare(machine, file, parentFollows);
    } catch (AccessDeniedException e) {
      return Spot.denied(machine, e);
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
    if (e instanceof AccessDeniedException denied) {
      return Spot.denied(machine, denied);
    }
    throw e;
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

  private Decision compare(Machine machine, Path file, boolean parentFollows) throws IOException {
    Foreseen.Version foreseen = Foreseen.version(machine, file);
    if (foreseen != null) {
      Content before = foreseen.content();
      return before == null ? create(machine, file, parentFollows) : compare(machine, file, before);
    }
    Parent parent = Parent.of(machine, file);
    Path real = parent.at(file);
    PosixFileAttributes found;
    try {
      // The common case, which costs two thirds of the calls below: only content and mode are
      // wished for.
      if (attributes.areFileOfMode(real) && content.isIn(real)) {
        return Decision.settled(REASONS.get(attributes.wished()));
      }
      found = Files.readAttributes(real, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return create(machine, file, parentFollows);
    }
    if (!found.isRegularFile()) {
      throw Spot.inTheWay(path, found, "file");
    }
    boolean same = content.isIn(real);
    String differences;
    try {
      differences = attributes.differences(machine, real, found);
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
        Change.of("set", path, differences), Spot.foreseen(file), () -> set(machine, file));
  }

  // What an earlier step of this preview would make of the file counts as made, whatever its mode
  // and owner would be.
  private Decision compare(Machine machine, Path file, Content before) throws IOException {
    if (content.isSame(before)) {
      return Decision.settled("an earlier step would give it this content");
    }
    return Decision.pending(
        updated("", before.text()), foreseen(machine, file), () -> write(machine, file, true));
  }

  private Decision create(Machine machine, Path file, boolean parentFollows) throws IOException {
    Decision early = parentFollows ? null : Spot.withoutParent(machine, path, file);
    if (early != null) {
      return early;
    }
    try {
      attributes.lookUp(machine, file);
    } catch (Attributes.NoSuchName e) {
      return Spot.withoutName(machine, e);
    }
    Optional<String> after = content.text();
    String words = content.words(after);
    String detail = (words.isEmpty() ? "" : words + ", ") + attributes.words(defaultMode);
    Change change = Change.of("create", path, detail);
    return Decision.pending(
        after.isPresent() ? change.showing("", after.get()) : change,
        foreseen(machine, file),
        () -> write(machine, file, false));
  }

  private Decision update(Machine machine, Path file, String differences) throws IOException {
    return Decision.pending(
        updated(differences, content.isSecret() ? Optional.empty() : Spot.text(machine, file)),
        foreseen(machine, file),
        () -> write(machine, file, true));
  }

  private Change updated(String differences, Optional<String> before) throws IOException {
    Optional<String> after = content.text();
    String words = content.isSecret() ? "its secret content" : content.words(after);
    String comma = differences.isEmpty() ? "" : ", ";
    Change change = Change.of("update", path, words + comma + differences);
    return before.isPresent() && after.isPresent()
        ? change.showing(before.get(), after.get())
        : change;
  }

  private Set<Object> foreseen(Machine machine, Path file) {
    if (machine.mode() != Mode.PREVIEW) {
      return Set.of();
    }
    Set<Object> all = Spot.foreseen(file);
    Foreseen.hold(machine, file, content, all);
    return all;
  }

  private void set(Machine machine, Path file) throws IOException {
    try (Held directory = Parent.hold(machine, file);
        Held held = Spot.file(directory, file)) {
      attributes.give(held, held, defaultMode);
    }
  }

  private void write(Machine machine, Path file, boolean isThere) throws IOException {
    content.prepare();
    try (Held directory = Parent.hold(machine, file);
        Held like = isThere ? directory.hold(Spot.name(file)) : null;
        Beside beside = Beside.file(directory, Spot.name(file))) {
      beside.write(content);
      attributes.give(beside.held(), like, defaultMode);
      for (Check check : checks) {
        beside.check(check, path, content.isSecret());
      }
      beside.move();
    }
    content.placed(file);
    machine.wrote(file);
  }
}
