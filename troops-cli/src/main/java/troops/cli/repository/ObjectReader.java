package troops.cli.repository;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import troops.cli.problem.Problem;

/// Reads objects out of a repository, all through one git, which is started when it is first asked:
/// git-cat-file(1), `--batch`. Each content is checked against its id.
public final class ObjectReader implements AutoCloseable {
  private static final List<String> ARGUMENTS = List.of("cat-file", "--batch");

  /// A git that was asked nothing for so many nanoseconds is left for another one: for long, and it
  /// is taken for stuck.
  private static final long SOON = 5_000_000_000L;

  private static final String SHA1 = "SHA-1";
  private static final Set<String> TYPES = Set.of("commit", "tree", "blob", "tag");

  /// An object.
  ///
  /// @param id its id
  /// @param type `commit`, `tree`, `blob` or `tag`
  /// @param content its content
  // Never compared: it is read, and used up.
  @SuppressWarnings("ArrayRecordComponent")
  record GitObject(String id, String type, byte[] content) {
    String text() {
      return new String(content, StandardCharsets.UTF_8);
    }
  }

  private record Header(String id, String type, long size) {}

  private final Git git;
  private @Nullable Conversation open;
  private volatile long used;

  ObjectReader(Git git) {
    this.git = git;
  }

  /// Starts its git now, beside whatever the caller does next: the first program that a process
  /// starts takes it five times as long as the others, and so does the first digest.
  ///
  /// @return this reader
  public ObjectReader early() {
    Thread.ofPlatform().daemon().name("first git").start(this::begin);
    return this;
  }

  private void begin() {
    try {
      open();
      MessageDigest ignored = digestOf(SHA1);
    } catch (Problem e) {
      // Whoever asks for an object will hear of it.
    }
  }

  private synchronized Conversation open() {
    Conversation now = open;
    if (now == null) {
      now = Conversation.begin(git.start(Map.of(), ARGUMENTS));
      open = now;
      used = System.nanoTime();
    }
    return now;
  }

  /// A git that answers.
  private record Conversation(
      Process process, OutputStream questions, InputStream answers, Tail errors) {
    static Conversation begin(Process process) {
      return new Conversation(
          process,
          process.getOutputStream(),
          new BufferedInputStream(process.getInputStream(), 1 << 16),
          new Tail(process.getErrorStream()));
    }
  }

  /// Reads an object.
  ///
  /// @param name an id, or any name that gitrevisions(7) allows
  /// @return the object, or nothing if there is none of that name
  Optional<GitObject> read(String name) {
    try {
      Optional<Header> header = ask(name);
      if (header.isEmpty()) {
        return Optional.empty();
      }
      byte[] content = open().answers().readNBytes(Math.toIntExact(header.get().size()));
      end(content.length == header.get().size());
      MessageDigest digest = digest(header.get());
      digest.update(content);
      check(header.get(), digest);
      return Optional.of(new GitObject(header.get().id(), header.get().type(), content));
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /// Copies the content of a blob.
  ///
  /// @param id its id
  /// @param out where to
  /// @throws IOException if writing fails
  void copy(String id, OutputStream out) throws IOException {
    Header header;
    try {
      header = ask(id).orElseThrow(() -> missing(id));
    } catch (IOException e) {
      throw broken(e);
    }
    MessageDigest digest = digest(header);
    byte[] buffer = new byte[(int) Math.min(1 << 16, Math.max(1, header.size()))];
    InputStream answers = open().answers();
    long left = header.size();
    while (left > 0) {
      int n = answers.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (n < 0) {
        throw broken(new IOException("it ended early"));
      }
      out.write(buffer, 0, n);
      digest.update(buffer, 0, n);
      left -= n;
    }
    end(true);
    check(header, digest);
  }

  private static RuntimeException missing(String id) {
    return Git.failed(ARGUMENTS, "the repository lacks object " + id, List.of());
  }

  /// An id is a digest of type, size and content (gitformat-pack(5)).
  private static MessageDigest digest(Header header) {
    MessageDigest digest = digestOf(header.id().length() == 40 ? SHA1 : "SHA-256");
    String head = header.type() + " " + header.size() + "\0";
    digest.update(head.getBytes(StandardCharsets.US_ASCII));
    return digest;
  }

  private static MessageDigest digestOf(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// git believes what lies in a repository; whoever may write there could put another content
  /// under an id that somebody trusts.
  private static void check(Header header, MessageDigest digest) {
    if (!HexFormat.of().formatHex(digest.digest()).equals(header.id())) {
      throw Git.failed(
          ARGUMENTS,
          "the content of " + header.type() + " " + header.id() + " isn't what its id says",
          List.of("somebody or something has changed the repository's files: see git fsck"));
    }
  }

  private Optional<Header> ask(String name) throws IOException {
    if (name.indexOf('\n') >= 0 || name.isEmpty()) {
      return Optional.empty();
    }
    if (System.nanoTime() - used > SOON) {
      rest();
    }
    open().questions().write((name + "\n").getBytes(StandardCharsets.UTF_8));
    open().questions().flush();
    StringBuilder line = new StringBuilder();
    for (int c = open().answers().read(); c != '\n'; c = open().answers().read()) {
      if (c < 0) {
        throw new IOException("it ended early");
      }
      line.append((char) c);
    }
    String[] words = line.toString().split(" ", -1);
    // A name that has blanks comes back with them, and `missing` behind it.
    boolean found =
        words.length == 3
            && Revision.isId(words[0])
            && (!Revision.isId(name) || words[0].equals(name))
            && TYPES.contains(words[1])
            && words[2].chars().allMatch(Character::isDigit);
    return found
        ? Optional.of(new Header(words[0], words[1], Long.parseLong(words[2])))
        : Optional.empty();
  }

  private void end(boolean whole) throws IOException {
    if (!whole || open().answers().read() != '\n') {
      throw broken(new IOException("its answer is cut short"));
    }
    used = System.nanoTime();
  }

  private RuntimeException broken(IOException e) {
    try {
      return Git.failed(ARGUMENTS, "" + e.getMessage(), open().errors().lines());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Git.failed(ARGUMENTS, "interrupted", List.of());
    }
  }

  /// Ends its git. Whoever asks again gets another.
  @Override
  public void close() {
    rest();
  }

  /// Ends its git for now: nothing will be asked for a while.
  public synchronized void rest() {
    Conversation now = open;
    open = null;
    if (now == null) {
      return;
    }
    try {
      now.questions().close();
      now.answers().close();
    } catch (IOException e) {
      // git has ended before us: all that was asked for was answered.
    }
    now.process().destroy();
  }
}
