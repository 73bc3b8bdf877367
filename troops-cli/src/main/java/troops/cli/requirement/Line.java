package troops.cli.requirement;

import java.util.List;
import java.util.Optional;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

/// One line of `requirements.txt`: what it says, and how to tell what is wrong with it.
final class Line {
  private static final int SHOWN = 160;

  private final String file;
  private final int number;
  private final String text;
  private final int start;
  private final String body;

  /// Finds what is left of a line without its comment and the white space around it.
  Line(String file, int number, String text) {
    this.file = file;
    this.number = number;
    this.text = text;
    int end = commentStart(text);
    while (end > 0 && Letters.isBlank(text.charAt(end - 1))) {
      end--;
    }
    int begin = 0;
    while (begin < end && Letters.isBlank(text.charAt(begin))) {
      begin++;
    }
    this.start = begin;
    this.body = text.substring(begin, end);
  }

  private static int commentStart(String text) {
    for (int i = text.indexOf('#'); i >= 0; i = text.indexOf('#', i + 1)) {
      if (i == 0 || Letters.isBlank(text.charAt(i - 1))) {
        return i;
      }
    }
    return text.length();
  }

  /// Reads it; nothing, if the line is blank or a comment.
  Optional<Requirement> parse() {
    if (body.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = body.split(":", -1);
    if (wellFormed(parts)) {
      if (parts.length == 3) {
        return Optional.of(new Requirement.Versioned(parts[0], parts[1], parts[2], number));
      }
      Optional<Library> library = Library.of(parts[0], parts[1]);
      if (library.isPresent()) {
        return Optional.of(new Requirement.Unversioned(library.get(), number));
      }
    }
    Mistake mistake = Mistake.in(body);
    throw problem(start + mistake.offset(), mistake.what(), mistake.hint());
  }

  private static boolean wellFormed(String[] parts) {
    if (parts.length != 2 && parts.length != 3) {
      return false;
    }
    for (String part : parts) {
      if (part.isEmpty() || Letters.dotFault(part) >= 0) {
        return false;
      }
    }
    return Letters.nameFault(parts[0]) < 0
        && Letters.nameFault(parts[1]) < 0
        && (parts.length == 2
            || (Letters.versionFault(parts[2]) < 0 && !Mistake.isMoving(parts[2])));
  }

  /// Where the requirement begins, from 0.
  int start() {
    return start;
  }

  /// Makes the problem of this line, with the line and a caret below it.
  Problem problem(int offset, String what, String hint) {
    String message = file + ":" + number + ":" + (offset + 1) + ": " + what;
    int from = offset < SHOWN / 2 ? 0 : offset - SHOWN / 2;
    String shown = text.substring(from, Math.min(text.length(), from + SHOWN));
    StringBuilder caret = new StringBuilder();
    for (int i = from; i < offset; i++) {
      // A tab below a tab keeps the caret below its letter.
      caret.append(text.charAt(i) == '\t' ? '\t' : ' ');
    }
    return new Problem(
        Kind.BAD_REQUIREMENT, message, List.of(shown, caret.append('^').toString()), hint, null);
  }
}
