package troops.cli.repository.remote;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.repository.Git;

/// The remotes that members have added to the node's repository.
///
/// They are read as data: git parses the one file, follows no include, and carries out nothing of
/// it; whoever may write that file could otherwise have programs run as the user who owns the
/// node's key. So of its settings only `url`, `skipFetchAll` and `skipDefaultUpdate` of each remote
/// count (git-config(1)).
///
/// @param remotes those to be fetched, in the order of the file
/// @param warnings what can't be used of it, and why
public record Remotes(List<Remote> remotes, List<Warning> warnings) {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String SECTION = "remote.";

  /// More would be somebody's mistake, or somebody's attack.
  private static final int MOST = 100;

  /// Copies the lists.
  public Remotes {
    remotes = List.copyOf(remotes);
    warnings = List.copyOf(warnings);
  }

  /// Reads the remotes of a repository, as the user to whom it belongs.
  ///
  /// @param mainGit the bare repository
  /// @return its remotes
  /// @throws Problem if the file can't be read or understood, or if git doesn't come to an end with
  ///   it within seconds (a named pipe)
  public static Remotes read(Path mainGit) {
    return read(mainGit, LIMIT);
  }

  static Remotes read(Path mainGit, Duration limit) {
    Path file = mainGit.resolve("config");
    List<String> arguments =
        List.of("config", "--file", file.toString(), "--no-includes", "--null", "--list");
    // Started where no repository is: git would read the settings of the one that it stands in.
    Git.Answer answer =
        new Git(mainGit, Path.of("/"))
            .ask(
                limit,
                Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_NOSYSTEM", "1"),
                arguments);
    if (answer.late()) {
      throw unreadable(file, "no answer within " + Complaint.seconds(limit), List.of());
    }
    if (answer.exitCode() != 0) {
      throw unreadable(file, "git config: exit code " + answer.exitCode(), answer.errors());
    }
    if (!answer.whole()) {
      throw unreadable(file, "it is too large", List.of());
    }
    return parse(answer.output(), mainGit);
  }

  private static Problem unreadable(Path file, String why, List<String> details) {
    return new Problem(
        Kind.GIT_FAILED,
        "cannot read the remotes in " + file + ": " + why,
        details,
        "it should be a plain file that git remote has written; see it with ls -l " + file,
        null);
  }

  /// Reads what `git config --null --list` writes: key, line feed, value, NUL, again and again; no
  /// line feed where there is no value.
  static Remotes parse(byte[] list, Path mainGit) {
    Map<String, Section> sections = new LinkedHashMap<>();
    List<Warning> warnings = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < list.length; i++) {
      if (list[i] == 0) {
        entry(ByteBuffer.wrap(list, at, i - at), sections);
        at = i + 1;
      }
    }
    List<Remote> remotes = new ArrayList<>();
    sections.entrySet().stream()
        .limit(MOST)
        .forEach(entry ->
            entry.getValue().remote(entry.getKey(), mainGit, warnings).ifPresent(remotes::add));
    if (sections.size() > MOST) {
      warnings.add(
          new Warning(
              "there are " + sections.size() + " remotes, and only the first " + MOST + " are used",
              "remove what isn't needed: git --git-dir=" + mainGit + " remote remove NAME"));
    }
    return new Remotes(remotes, warnings);
  }

  private static void entry(ByteBuffer bytes, Map<String, Section> sections) {
    // What isn't UTF-8 becomes a character that is refused below.
    String text = StandardCharsets.UTF_8.decode(bytes).toString();
    int line = text.indexOf('\n');
    String key = line < 0 ? text : text.substring(0, line);
    int end = key.lastIndexOf('.');
    // What has no name between the dots is about all remotes.
    if (key.startsWith(SECTION) && end > SECTION.length()) {
      String name = key.substring(SECTION.length(), end);
      sections
          .computeIfAbsent(name, _ -> new Section())
          .set(key.substring(end + 1), line < 0 ? null : text.substring(line + 1));
    }
  }

  /// What the file says of one remote.
  private static final class Section {
    private String url = "";
    private boolean skipped;

    void set(String key, @Nullable String value) {
      switch (key) {
        // The first counts; one that is empty forgets those before it (git 2.46).
        case "url" -> url = value == null || value.isEmpty() ? "" : url.isEmpty() ? value : url;
        case "skipfetchall", "skipdefaultupdate" -> skipped = value == null || isTrue(value);
        default -> {}
      }
    }

    private static boolean isTrue(String value) {
      return switch (value.toLowerCase(Locale.ROOT)) {
        case "true", "yes", "on" -> true;
        default -> value.matches("[+-]?0*[1-9][0-9]*[kKmMgG]?");
      };
    }

    Optional<Remote> remote(String name, Path mainGit, List<Warning> warnings) {
      if (skipped || url.isEmpty()) {
        return Optional.empty();
      }
      String place = isRelative(url) ? mainGit.resolve(url).normalize().toString() : url;
      Optional<String> wrong =
          Remote.wrongName(name).or(() -> Remote.wrongUrl(place)).or(() -> unspeakable(place));
      if (wrong.isPresent()) {
        warnings.add(
            new Warning(
                "the remote '" + Remote.shown(name) + "' is not used: " + wrong.get(),
                "see git --git-dir=" + mainGit + " remote --verbose"));
        return Optional.empty();
      }
      return Optional.of(new Remote(name, place));
    }
  }

  /// A path that means another place from another directory (git's own rule: what has no colon
  /// before its first slash is a path).
  private static boolean isRelative(String url) {
    int colon = url.indexOf(':');
    int slash = url.indexOf('/');
    return slash != 0 && (colon < 0 || (slash > 0 && slash < colon));
  }

  /// A program is started with bytes, and not every locale has bytes for each character.
  private static Optional<String> unspeakable(String url) {
    String charset = System.getProperty("sun.jnu.encoding", "UTF-8");
    return Charset.forName(charset).newEncoder().canEncode(url)
        ? Optional.empty()
        : Optional.of("its url has characters that the locale lacks (LC_ALL=C.UTF-8 has them)");
  }
}
