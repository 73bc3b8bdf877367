package debianadmin.file;

import debianadmin.edit.Block;
import debianadmin.edit.Edit;
import debianadmin.edit.Line;
import debianadmin.path.Held;
import debianadmin.path.Parent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.List;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;
import org.jspecify.annotations.Nullable;

/// A text file of which a part is wanted or unwanted, and the rest is left as it is.
///
/// The texts before and after are shown with a change only if everybody may read the file.
public final class EditedFile implements Resource {
  private final String path;
  private final Edit edit;
  private final FileOption[] options;
  private final boolean isCreated;

  /// Which line gives way to the wanted one.
  ///
  /// @param regex a regular expression, found anywhere in a line
  public record Instead(String regex) implements FileOption {
    @Override
    public String spelling() {
      return "instead(\"" + regex + "\")";
    }
  }

  /// What begins a comment in the file.
  ///
  /// @param sign such as `#`
  public record CommentedBy(String sign) implements FileOption {
    @Override
    public String spelling() {
      return "commentedBy(\"" + sign + "\")";
    }
  }

  /// The file is made if it isn't there.
  public record Create() implements FileOption {
    @Override
    public String spelling() {
      return "create()";
    }
  }

  private EditedFile(String path, Edit edit, FileOption[] options, Class<?> own) {
    FileOption.refuseOthers(path, options, own, Create.class, Attributes.Wish.class, Check.class);
    this.path = path;
    this.edit = edit;
    this.isCreated = !FileOption.of(options, Create.class).isEmpty();
    this.options =
        Arrays.stream(options)
            .filter(option -> option instanceof Attributes.Wish || option instanceof Check)
            .toArray(FileOption[]::new);
  }

  /// A file that is to have a line.
  public static EditedFile line(String path, String line, FileOption... options) {
    List<Instead> instead = FileOption.of(options, Instead.class);
    if (instead.size() > 1) {
      throw new MachineException(
          path + ": instead(…) can be given once only", "put the expressions together: \"a|b\"");
    }
    String regex = instead.isEmpty() ? "" : instead.getFirst().regex();
    return new EditedFile(path, new Line(line, regex), options, Instead.class);
  }

  /// A file that is to have a block.
  public static EditedFile block(String path, String name, String text, FileOption... options) {
    List<CommentedBy> by = FileOption.of(options, CommentedBy.class);
    if (by.size() > 1) {
      throw new MachineException(
          path + ": commentedBy(…) can be given once only", "leave one of them out");
    }
    String sign = by.isEmpty() ? "#" : by.getFirst().sign();
    return new EditedFile(path, new Block(name, text, sign), options, CommentedBy.class);
  }

  /// A file that is not to have something.
  public static EditedFile without(String path, Edit edit) {
    return new EditedFile(path, edit, new FileOption[0], Attributes.Wish.class);
  }

  @Override
  public String subject() {
    return path;
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Path file = machine.place(path);
    Foreseen.Version foreseen = Foreseen.version(machine, file);
    Content now;
    try {
      now = foreseen == null ? found(machine, file) : foreseen.content();
    } catch (AccessDeniedException e) {
      return Spot.denied(machine, e);
    }
    return now == null ? withoutFile(machine, file) : decide(machine, now);
  }

  private Decision decide(Machine machine, Content now) throws IOException {
    String text = text(now);
    String edited = edited(text);
    if (edited.equals(text) && options.length == 0) {
      return Decision.settled(edit.reason());
    }
    byte[] bytes = edited.getBytes(StandardCharsets.UTF_8);
    Content wanted = now.isSecret() ? Content.secret(bytes) : Content.of(bytes);
    Decision decision = new PlacedFile(path, wanted, options).decide(machine);
    return decision instanceof Decision.Settled ? Decision.settled(edit.reason()) : decision;
  }

  private Decision withoutFile(Machine machine, Path file) throws IOException {
    if (edit.takesAway()) {
      return Decision.settled("is not there");
    }
    if (isCreated) {
      byte[] bytes = edited("").getBytes(StandardCharsets.UTF_8);
      return new PlacedFile(path, Content.of(bytes), options).decide(machine);
    }
    Decision early = Spot.withoutParent(machine, path, file);
    if (early != null) {
      return early;
    }
    if (Foreseen.in(machine, Foreseen.PACKAGES)) {
      return Decision.unknown("it isn't here yet; a package that would be installed may bring it");
    }
    throw new MachineException(
        path + ": no such file",
        "is the path right? If the file is to be made, say so: Place.create()");
  }

  /// What the file holds, or null if there is none.
  private @Nullable Content found(Machine machine, Path file) throws IOException {
    Parent parent = Parent.of(machine, file);
    Path real = parent.at(file);
    PosixFileAttributes found;
    Content content;
    try {
      found = Files.readAttributes(real, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!found.isRegularFile()) {
        throw Spot.inTheWay(path, found, "file");
      }
      content = content(real, found);
    } catch (NoSuchFileException e) {
      return null;
    }
    if (parent.isTrusted() || isDone(content)) {
      return content;
    }
    // Somebody else may have led this reading elsewhere, and what comes of it is to be written.
    try (Held directory = Parent.hold(machine, file);
        Held held = directory.hold(Spot.name(file))) {
      PosixFileAttributes now = Attributes.read(held);
      if (!now.isRegularFile()) {
        throw Spot.inTheWay(path, now, "file");
      }
      return content(held.path(), now);
    }
  }

  private static Content content(Path file, PosixFileAttributes found) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return found.permissions().contains(PosixFilePermission.OTHERS_READ)
        ? Content.of(bytes)
        : Content.secret(bytes);
  }

  private boolean isDone(Content content) throws IOException {
    String text = text(content);
    return edited(text).equals(text);
  }

  private String edited(String text) {
    try {
      return edit.in(text);
    } catch (MachineException e) {
      throw new MachineException(path + ": " + e.getMessage(), e.hint(), e);
    }
  }

  private String text(Content content) throws IOException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(content.bytes()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MachineException(
          path + ": not a text in UTF-8", "convert it (iconv(1)), or place the whole file", e);
    }
  }
}
