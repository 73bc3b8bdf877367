package troops.cli.repository.remote;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import troops.cli.repository.Git;

/// The one line for people in what git, ssh and a remote's programs say when a fetch fails (git
/// exits with 128 whatever it was), and what to do about the frequent ones.
///
/// A remote may write what it likes here: nothing of it gets into a command that we advise, unless
/// it is harmless there.
final class Complaint {
  /// Lines that say nothing about the reason.
  private static final List<String> NOISE =
      List.of(
          "Please make sure you have the correct access rights",
          "and the repository exists.",
          "Warning: Permanently added",
          "@@@",
          "unable to read askpass response",
          "hint: ");

  private static final String SILENT =
      "is it up, and may this machine reach it? the next pull tries again";

  /// Where nothing better is said.
  private static final String GENERIC = "Could not read from remote repository";

  private static final List<String> PREFIXES =
      List.of("remote: ", "fatal: ", "error: ", "ERROR: ", "ssh: ", "remote error: ");

  private static final Pattern CHANGED =
      Pattern.compile("Host key for ([\\w.:\\[\\]-]+) has changed and you have requested strict");

  private final Fetching.Access access;
  private final Path fetchGit;

  Complaint(Fetching.Access access, Path fetchGit) {
    this.access = access;
    this.fetchGit = fetchGit;
  }

  /// What is known about a complaint.
  ///
  /// @param sign what the line has
  /// @param fromSign whether what stands before the sign is left out
  /// @param hint what to do
  private record Known(String sign, boolean fromSign, String hint) {}

  private List<Known> known() {
    String path = "is the url right, and may this node read it? git remote set-url changes it";
    String config = access.globalConfig().toString();
    String fsck = "see git fsck there; fetch.fsck.… in " + config + " allows what is known and old";
    return List.of(
        new Known("Permission denied (", true, keyHint()),
        new Known("does not appear to be a git repository", false, path),
        new Known("epository not found", false, path),
        new Known("repository '", false, path),
        new Known("access denied or repository not exported", false, path),
        new Known("The project you were looking for could not be found", false, path),
        new Known(
            "detected dubious ownership",
            false,
            "it belongs to another user than the one that fetches; trust it with git config --file "
                + config
                + " --add safe.directory PATH"),
        new Known(
            "could not read Username",
            false,
            "it wants a name and a password: use ssh, or set a credential.helper in " + config),
        new Known(
            "could not read Password",
            false,
            "it wants a password: use ssh, or set a credential.helper in " + config),
        new Known(
            "' not allowed", false, "remotes are fetched by ssh, https, http, git, or from a path"),
        new Known(
            "Could not resolve host", false, "is the name right? git remote set-url changes it"),
        new Known(
            ": Connection refused",
            false,
            "nobody listens there: is its server up, and the port right?"),
        new Known("Connection timed out", false, SILENT),
        new Known("No route to host", false, SILENT),
        new Known("Network is unreachable", false, SILENT),
        new Known("No space left on device", false, "make room on " + fetchGit.getParent()),
        new Known("Host key verification failed", true, "see " + access.knownHosts()),
        new Known("error: object ", false, fsck),
        new Known("fsck error", false, fsck));
  }

  private String keyHint() {
    return access
        .key()
        .map(key -> "authorise the key of this node there: " + key + ".pub")
        .orElse(
            "this node has no ssh key of the kind "
                + access.keyType()
                + " in "
                + access.sshDirectory()
                + " yet: make it with systemctl start troops-key.service");
  }

  /// Looks for one in what git has said.
  ///
  /// @param answer what it has said
  /// @return what went wrong, if something did
  Optional<Warning> in(Git.Answer answer) {
    List<String> lines = telling(answer.errors());
    Optional<Warning> shallow = shallow(lines);
    if (shallow.isPresent()) {
      return shallow;
    }
    if (answer.exitCode() == 0) {
      return Optional.empty();
    }
    if (answer.late()) {
      return Optional.of(
          new Warning(
              "no answer within " + seconds(access.limit()),
              "if it only needs longer for much history, raise pull.timeout"));
    }
    return Optional.of(changedKey(lines).orElseGet(() -> other(lines, answer.exitCode())));
  }

  static String seconds(Duration limit) {
    String number =
        limit.toMillis() % 1000 == 0
            ? "" + limit.toSeconds()
            : String.format(Locale.ROOT, "%.1f", limit.toMillis() / 1000.0);
    return number + (number.equals("1") ? " second" : " seconds");
  }

  private static List<String> telling(List<String> errors) {
    List<String> lines = new ArrayList<>();
    for (String error : errors) {
      String line = error.strip();
      if (!line.isEmpty() && NOISE.stream().noneMatch(line::contains)) {
        lines.add(line);
      }
    }
    return lines;
  }

  /// git leaves such a branch out, and calls that a success.
  private static Optional<Warning> shallow(List<String> lines) {
    return lines.stream().anyMatch(line -> line.contains("because shallow roots are not allowed"))
        ? Optional.of(
            new Warning(
                "it is a shallow clone, without the history before some commit",
                "run git fetch --unshallow there"))
        : Optional.empty();
  }

  private Optional<Warning> changedKey(List<String> lines) {
    for (String line : lines) {
      Matcher matcher = CHANGED.matcher(line);
      if (matcher.find()) {
        String host = matcher.group(1);
        return Optional.of(
            new Warning(
                "the host key of " + host + " isn't the one that was seen first",
                "if that is right, run as root: ssh-keygen -R '"
                    + host
                    + "' -f "
                    + access.knownHosts()));
      }
    }
    return Optional.empty();
  }

  /// The line of what git has said that says most.
  static String line(Git.Answer answer) {
    return line(telling(answer.errors()), answer.exitCode());
  }

  private Warning other(List<String> lines, int exitCode) {
    for (Known known : known()) {
      for (String line : lines) {
        int at = line.indexOf(known.sign());
        if (at >= 0) {
          return new Warning(clean(known.fromSign() ? line.substring(at) : line), known.hint());
        }
      }
    }
    return new Warning(line(lines, exitCode), "");
  }

  private static String line(List<String> lines, int exitCode) {
    return first(lines, "fatal: ")
        .or(() -> first(lines, "ssh: "))
        .or(() -> first(lines, "error: "))
        .or(() -> lines.stream().filter(line -> !line.contains(GENERIC)).findFirst())
        .or(() -> lines.stream().findFirst())
        .map(Complaint::clean)
        .orElse("git fetch: exit code " + exitCode);
  }

  private static Optional<String> first(List<String> lines, String prefix) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith(prefix) && !line.contains(GENERIC)) {
        // git:// names the addresses below.
        boolean goesOn = line.endsWith(":") && i + 1 < lines.size();
        return Optional.of(goesOn ? line + " " + lines.get(i + 1) : line);
      }
    }
    return Optional.empty();
  }

  private static String clean(String line) {
    String text = line;
    for (String prefix : PREFIXES) {
      text = text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }
    text = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    return Remote.shown(text);
  }
}
