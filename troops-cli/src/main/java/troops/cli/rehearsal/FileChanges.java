package troops.cli.rehearsal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import machine.Change;

/// Says of files what would happen to them. Texts are shown if everybody may read them, for others
/// may be secrets.
final class FileChanges {
  private static final int LONGEST = 1 << 18;

  private final Accounts before;
  private final Accounts after;

  FileChanges(Accounts before, Accounts after) {
    this.before = before;
    this.after = after;
  }

  /// What would happen at a path.
  Change of(FileDifference difference) throws IOException {
    String path = difference.path();
    if (difference.after().isEmpty()) {
      FileState was = difference.before().orElseThrow();
      Change change = Change.of("remove", path, was.isFile() ? "" : was.kind());
      return showing(change, difference.before(), Optional.empty());
    }
    FileState is = difference.after().get();
    if (difference.before().isEmpty()) {
      return showing(Change.of("create", path, created(is)), Optional.empty(), difference.after());
    }
    FileState was = difference.before().get();
    if (was.type() != is.type()) {
      return Change.of("replace", path, was.kind() + " by " + is.kind() + ": " + created(is));
    }
    return showing(
        Change.of("change", path, String.join(", ", changed(was, is))),
        difference.before(),
        difference.after());
  }

  private String created(FileState is) throws IOException {
    if (is.isLink()) {
      return "link to " + is.target();
    }
    String what = is.isFile() ? "" : is.kind() + ", ";
    return what + "mode " + is.permissions() + ", owner " + owner(is, after) + content(is);
  }

  private List<String> changed(FileState was, FileState is) throws IOException {
    List<String> parts = new ArrayList<>();
    if (was.isLink() && !was.hasSameContent(is)) {
      parts.add("link to " + was.target() + ", then to " + is.target());
    }
    if (was.mode() != is.mode()) {
      parts.add("mode " + was.permissions() + " to " + is.permissions());
    }
    if (!owner(was, before).equals(owner(is, after))) {
      parts.add("owner " + owner(was, before) + " to " + owner(is, after));
    }
    if (was.isFile() && !was.hasSameContent(is)) {
      String content = content(is);
      parts.add(content.isEmpty() ? "its text" : content.substring(2));
    }
    return parts;
  }

  private static String owner(FileState state, Accounts accounts) {
    return accounts.user(state.uid()) + ":" + accounts.group(state.gid());
  }

  /// What tells content that isn't shown from other content.
  private static String content(FileState state) throws IOException {
    if (!state.isFile()) {
      return "";
    }
    if (!state.isPublic()) {
      return ", " + state.size() + " bytes, not shown: not everybody may read it";
    }
    return text(Optional.of(state)).isPresent()
        ? ""
        : ", " + state.size() + " bytes, sha256 " + sha256(state);
  }

  private static Change showing(
      Change change, Optional<FileState> before, Optional<FileState> after) throws IOException {
    Optional<String> was = text(before);
    Optional<String> is = text(after);
    if (was.isEmpty() || is.isEmpty() || was.equals(is)) {
      return change;
    }
    return change.showing(was.get(), is.get());
  }

  /// A text that may be shown; an empty one of nothing.
  private static Optional<String> text(Optional<FileState> state) throws IOException {
    if (state.isEmpty()) {
      return Optional.of("");
    }
    FileState file = state.get();
    if (!file.isFile() || !file.isPublic() || file.size() > LONGEST) {
      return Optional.empty();
    }
    byte[] bytes = Files.readAllBytes(file.file());
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static String sha256(FileState state) throws IOException {
    try (var in = Files.newInputStream(state.file())) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
