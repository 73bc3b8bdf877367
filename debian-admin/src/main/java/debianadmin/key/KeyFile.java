package debianadmin.key;

import debianadmin.account.Home;
import debianadmin.file.Content;
import debianadmin.file.PlacedDirectory;
import debianadmin.file.PlacedFile;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.Resource;

/// The file that names the keys by which a user may log in.
///
/// It lies where the user may put anything, at any time. So a link there is neither followed nor
/// replaced, and nothing but a regular file is read.
public final class KeyFile implements Resource {
  private static final String FILE = "/authorized_keys";

  private final String user;
  private final WantedKeys wanted;

  private KeyFile(String user, WantedKeys wanted) {
    this.user = user;
    this.wanted = wanted;
  }

  /// A file in which some keys are, perhaps among others.
  public static KeyFile with(String user, String... keys) {
    return of(user, WantedKeys.Kind.PRESENT, keys);
  }

  /// A file in which some keys are, and no others.
  public static KeyFile exactly(String user, String... keys) {
    return of(user, WantedKeys.Kind.EXACT, keys);
  }

  /// A file in which some keys aren't.
  public static KeyFile without(String user, String... keys) {
    return of(user, WantedKeys.Kind.ABSENT, keys);
  }

  private static KeyFile of(String user, WantedKeys.Kind kind, String... keys) {
    return new KeyFile(user, WantedKeys.parse(user, kind, keys));
  }

  @Override
  public String subject() {
    return "~" + user + "/.ssh/authorized_keys";
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Optional<Home> home = Home.of(machine, user);
    if (home.isEmpty()) {
      return wanted.isAbsence() ? Decision.settled("no such user") : Home.without(machine, user);
    }
    String directory = KeyDirectory.path(home.get());
    if (Files.isSymbolicLink(machine.path(directory))) {
      return new PlacedDirectory(directory).decide(machine);
    }
    boolean there = Files.exists(machine.path(directory + FILE), LinkOption.NOFOLLOW_LINKS);
    if (!there && wanted.isAbsence()) {
      return Decision.settled("is not there");
    }
    String before = there ? read(machine.path(home.get().path())) : "";
    WantedKeys.Outcome outcome = wanted.in(before);
    Content content = Content.of(bytes(outcome.text()));
    Decision decision =
        new PlacedFile(directory + FILE, content, KeyDirectory.owned(home.get(), 0600))
            .decide(machine);
    return decision instanceof Decision.Pending pending
        ? named(pending, outcome.words())
        : decision;
  }

  // A link that the user puts there meanwhile isn't followed: each name is looked up in the
  // directory
  // that was opened before.
  private static String read(Path home) throws IOException {
    try (DirectoryStream<Path> top = Files.newDirectoryStream(home);
        SecureDirectoryStream<Path> directory =
            ((SecureDirectoryStream<Path>) top)
                .newDirectoryStream(Path.of(".ssh"), LinkOption.NOFOLLOW_LINKS)) {
      return read(directory);
    }
  }

  private static String read(SecureDirectoryStream<Path> directory) throws IOException {
    Path file = Path.of("authorized_keys");
    BasicFileAttributeView view =
        directory.getFileAttributeView(
            file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (!view.readAttributes().isRegularFile()) {
      return "";
    }
    try (var in =
        Channels.newInputStream(
            directory.newByteChannel(
                file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)))) {
      // Bytes as characters: a comment of others may be in whatever encoding.
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Decision named(Decision.Pending pending, String words) {
    List<Decision.Step> steps = new ArrayList<>();
    for (Decision.Step step : pending.steps()) {
      Change change = step.change();
      String detail = words.isEmpty() ? change.detail() : words + "; " + change.detail();
      Change named = new Change(change.verb(), change.subject(), detail, change.text());
      steps.add(new Decision.Step(named, step.action(), step.foresees()));
    }
    return new Decision.Pending(steps);
  }
}
