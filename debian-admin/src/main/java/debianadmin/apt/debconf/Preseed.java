package debianadmin.apt.debconf;

import debianadmin.apt.AptGet;
import java.util.List;
import java.util.Set;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Mode;
import machine.Resource;
import machine.Secret;
import org.jspecify.annotations.Nullable;

/// An answer to a question of a package, given before it is asked.
public final class Preseed implements Resource {
  private static final List<String> TYPES =
      List.of("boolean", "select", "multiselect", "string", "password", "text", "note");

  private final String owner;
  private final String question;
  private final String type;
  private final Secret value;
  private final boolean shown;

  private record Answered(String question, Secret value) {}

  private Preseed(String owner, String question, String type, Secret value, boolean shown) {
    this.owner = word("package", owner);
    this.question = word("question", question);
    this.type = type;
    this.value = value;
    this.shown = shown;
    if (!TYPES.contains(type)) {
      throw new MachineException(
          "not a type of a question: '" + type + "'", "one of " + String.join(", ", TYPES));
    }
    String text = value.reveal();
    if (text.indexOf('\n') >= 0
        || text.indexOf('\r') >= 0
        || text.indexOf('\0') >= 0
        || text.endsWith("\\")) {
      throw new MachineException(
          question + ": the value has a line end in it, or ends with a backslash",
          "debconf-set-selections(1) takes one line");
    }
  }

  /// An answer that may be shown, unless the question is for a password.
  ///
  /// @param owner the package that asks
  /// @param question the question's name
  /// @param type its type
  /// @param value the answer
  public static Preseed of(String owner, String question, String type, String value) {
    return new Preseed(owner, question, type, Secret.of(value), !type.equals("password"));
  }

  /// A secret answer.
  ///
  /// @param owner the package that asks
  /// @param question the question's name
  /// @param type its type: `password`
  /// @param value the answer
  public static Preseed of(String owner, String question, String type, Secret value) {
    if (!type.equals("password")) {
      throw new MachineException(
          question + ": a secret answer of the type '" + type + "'",
          "anybody can read what debconf keeps of other types than password");
    }
    return new Preseed(owner, question, type, value, false);
  }

  private static String word(String what, String text) {
    boolean plain = !text.isEmpty() && text.charAt(0) != '#' && !text.endsWith("\\");
    for (int i = 0; i < text.length() && plain; i++) {
      plain = text.charAt(i) > ' ' && text.charAt(i) < 127;
    }
    if (!plain) {
      throw new MachineException(
          "not the name of a " + what + ": '" + text + "'",
          "see how it is spelt: debconf-show, or the templates file of the package");
    }
    return text;
  }

  @Override
  public String subject() {
    return question;
  }

  @Override
  public Decision decide(Machine machine) {
    Answered answered = new Answered(question, value);
    if (machine.foreseen(answered)) {
      return Decision.settled("an earlier step would answer it");
    }
    DebconfAnswers answers = DebconfAnswers.read(machine);
    DebconfAnswers.Answer found = answers.of(question);
    if (type.equals("password")
        && !answers.isComplete()
        && machine.mode() == Mode.PREVIEW
        && !Machine.isRoot()) {
      return Decision.unknown("permission denied; run the preview as root to know");
    }
    if (found != null && found.seen() && found.value().equals(value.reveal())) {
      return Decision.settled(shown ? "is answered: " + found.value() : "is answered");
    }
    Change change = Change.of("preseed", question, shown ? words(found) : "");
    AptGet apt = new AptGet(machine);
    if (apt.await(change)) {
      return decide(machine);
    }
    String line = owner + " " + question + " " + type + " " + value.reveal();
    return Decision.pending(change, Set.of(answered), () -> load(machine, apt, line));
  }

  private String words(DebconfAnswers.@Nullable Answer found) {
    String wanted = value.reveal();
    if (found == null || found.secret() || found.value().isEmpty()) {
      return wanted;
    }
    return found.value().equals(wanted) ? wanted : wanted + " was " + found.value();
  }

  private void load(Machine machine, AptGet apt, String line) {
    apt.preseed(line);
    DebconfAnswers.Answer now = DebconfAnswers.read(machine).of(question);
    if (now == null || !now.value().equals(value.reveal())) {
      throw new MachineException(
          question + ": debconf took the answer, but doesn't have it",
          "does /etc/debconf.conf name other files than those in /var/cache/debconf?");
    }
  }
}
