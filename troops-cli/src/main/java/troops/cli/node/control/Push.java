package troops.cli.node.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import machine.Mode;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.repository.Revision;

/// What a push asks for, as git tells its hook `proc-receive` (githooks(5)), and what is answered
/// for each ref.
final class Push {
  private static final String HEADS = "refs/heads/";
  private static final int LONGEST_REASON = 200;

  private final List<Update> updates = new ArrayList<>();
  private final List<String> roles = new ArrayList<>();
  private final Map<String, List<String>> report = new LinkedHashMap<>();
  private Mode mode = Mode.APPLY;
  private boolean atomic;
  private String mistake = "";

  /// One ref that is to change.
  ///
  /// @param before where it stands, zeros if it doesn't exist
  /// @param after where it is to stand, zeros if it is to go
  /// @param ref its full name
  record Update(String before, String after, String ref) {
    boolean deletes() {
      return isNone(after);
    }

    boolean isTag() {
      return ref.startsWith("refs/tags/");
    }

    boolean isBranch() {
      return ref.startsWith(HEADS);
    }

    String branch() {
      return ref.substring(HEADS.length());
    }
  }

  static boolean isNone(String id) {
    return id.chars().allMatch(c -> c == '0');
  }

  private Push() {}

  /// Reads a request.
  ///
  /// @param words `command OLD NEW REF`, `option TEXT` and `atomic`
  /// @throws Problem if it makes no sense ([Kind#USAGE])
  static Push parse(List<String> words) {
    Push push = new Push();
    for (String word : words) {
      int blank = word.indexOf(' ');
      String rest = blank < 0 ? "" : word.substring(blank + 1);
      switch (blank < 0 ? word : word.substring(0, blank)) {
        case "command" -> push.updates.add(update(rest));
        case "option" -> push.option(rest);
        case "atomic" -> push.atomic = true;
        default -> throw nonsense(word);
      }
    }
    return push;
  }

  private static Update update(String text) {
    String[] parts = text.split(" ", 3);
    if (parts.length < 3 || !Revision.isId(parts[0]) || !Revision.isId(parts[1])) {
      throw nonsense(text);
    }
    return new Update(parts[0], parts[1], parts[2]);
  }

  private static Problem nonsense(String word) {
    return new Problem(Kind.USAGE, "the request makes no sense: '" + word + "'", "");
  }

  private void option(String text) {
    if (text.equals("check")) {
      mode = Mode.PREVIEW;
    } else if (text.equals("rehearse")) {
      mode = Mode.REHEARSAL;
    } else if (text.startsWith("role=") && text.length() > 5) {
      roles.add(text.substring(5));
    } else if (mistake.isEmpty()) {
      mistake = "no push option is called '" + text + "': there are check, rehearse, role=NAME";
    }
  }

  Mode mode() {
    return mode;
  }

  List<String> roles() {
    return roles;
  }

  /// Answers all refs that are not to be deployed.
  ///
  /// @param branch the branch that the node deploys; nothing if this push decides it
  /// @return what is to be deployed, if anything is
  Optional<Update> judge(Optional<String> branch) {
    List<Update> wanted = new ArrayList<>();
    for (Update update : updates) {
      if (update.isTag() && mistake.isEmpty()) {
        judgeTag(update);
      } else {
        refusal(update, branch)
            .ifPresentOrElse(reason -> refuse(update, reason), () -> wanted.add(update));
      }
    }
    if (wanted.size() > 1) {
      wanted.forEach(update ->
          refuse(update, "the first push decides what this node deploys: push one branch alone"));
      wanted.clear();
    }
    if (atomic && updates.stream().anyMatch(this::isRefused)) {
      refuseOthers();
      wanted.clear();
    }
    return wanted.stream().findFirst();
  }

  /// Tags deploy nothing. git itself does with them what was asked.
  private void judgeTag(Update update) {
    if (mode == Mode.APPLY) {
      report.put(update.ref(), List.of("ok " + update.ref(), "option fall-through"));
    } else if (update.deletes()) {
      refuse(update, (mode == Mode.PREVIEW ? "a check" : "a rehearsal") + " changes nothing");
    } else {
      checked(update);
    }
  }

  /// git leaves it to its hook that an atomic push moves all refs or none.
  private void refuseOthers() {
    updates.stream()
        .filter(update -> !isRefused(update))
        .forEach(update -> refuse(update, "the push is atomic, and another ref was refused"));
  }

  private boolean isRefused(Update update) {
    return report.getOrDefault(update.ref(), List.of("")).getFirst().startsWith("ng");
  }

  private Optional<String> refusal(Update update, Optional<String> branch) {
    if (!mistake.isEmpty()) {
      return Optional.of(mistake);
    }
    if (!update.isBranch()) {
      return Optional.of("only branches and tags can be pushed to a node");
    }
    if (branch.isPresent() && !update.branch().equals(branch.get())) {
      return Optional.of(
          update.deletes()
              ? "a node has no other branch than the one that it deploys"
              : "this node deploys "
                  + branch.get()
                  + ": push "
                  + update.branch()
                  + ":"
                  + branch.get());
    }
    if (update.deletes()) {
      return Optional.of("the branch that a node deploys can't be deleted");
    }
    return Optional.empty();
  }

  private void refuse(Update update, String reason) {
    report.put(update.ref(), List.of("ng " + update.ref() + " " + shortened(reason)));
  }

  /// git hands a reason on to the terminal of whoever pushes as it is.
  private static String shortened(String reason) {
    String line = troops.cli.console.Clean.line(reason.lines().findFirst().orElse(""));
    return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + " ..." : line;
  }

  /// Refuses whatever has no answer yet.
  void failAll(String reason) {
    updates.forEach(update -> fail(update, reason));
  }

  /// Whether an update has its answer.
  boolean isAnswered(Update update) {
    return report.containsKey(update.ref());
  }

  /// Answers that an update was refused, or its deployment failed, unless it has its answer; and
  /// that the others were, if the push is atomic.
  void fail(Update update, String reason) {
    if (!isAnswered(update)) {
      refuse(update, reason);
      if (atomic) {
        refuseOthers();
      }
    }
  }

  /// Answers that an update was deployed.
  ///
  /// @param before what was deployed before, which may be another commit than whoever pushed knew
  void accept(Update update, Optional<Revision> before) {
    List<String> lines = new ArrayList<>(List.of("ok " + update.ref()));
    String old = before.map(Revision::id).orElse("0".repeat(update.after().length()));
    if (!old.equals(update.before())) {
      lines.add("option old-oid " + old);
      lines.add("option new-oid " + update.after());
    }
    report.put(update.ref(), lines);
  }

  /// Answers that an update was previewed or rehearsed. A plain `ok` would make git believe that
  /// the branch has moved.
  void checked(Update update) {
    report.put(
        update.ref(),
        List.of(
            "ok " + update.ref(),
            "option refname refs/troops/" + (mode == Mode.PREVIEW ? "checked" : "rehearsed"),
            "option old-oid " + "0".repeat(update.after().length()),
            "option new-oid " + update.after()));
  }

  /// All answers so far.
  List<String> report() {
    return report.values().stream().flatMap(List::stream).toList();
  }
}
