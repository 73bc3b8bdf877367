package troops.cli.requirement.text;

import java.util.ArrayList;
import java.util.List;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.requirement.Place;
import troops.cli.requirement.version.Letters;

/// One line of a file of requirements, with those that continue it: what it says, and how to tell
/// what is wrong with it.
final class Line {
  private static final int SHOWN = 160;

  private final String file;
  private final List<Piece> pieces;
  private final int start;
  private final String body;

  /// A line of the file.
  ///
  /// @param number its number, from 1
  /// @param text all of it
  /// @param offset where it begins in the line that it belongs to
  private record Piece(int number, String text, int offset) {}

  /// Finds what is left of a line without its comment and the white space around it.
  private Line(String file, List<Piece> pieces, String text) {
    this.file = file;
    this.pieces = pieces;
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

  /// Finds the lines of a text. Line ends are those of Unix or Windows, a byte order mark is passed
  /// over; a `\` at the end of a line that isn't a comment continues it with the next.
  ///
  /// @param file what the file is called in messages
  /// @param text what stands in it
  /// @return its lines, but for those with nothing or a comment alone
  static List<Line> of(String file, String text) {
    List<Line> lines = new ArrayList<>();
    List<Piece> pieces = new ArrayList<>();
    StringBuilder joined = new StringBuilder();
    int number = 0;
    int start = text.startsWith("\uFEFF") ? 1 : 0;
    while (start < text.length()) {
      int end = lineEnd(text, start);
      String piece = text.substring(start, end);
      start = text.startsWith("\r\n", end) ? end + 2 : end + 1;
      pieces.add(new Piece(++number, piece, joined.length()));
      boolean continues = piece.endsWith("\\") && commentStart(piece) == piece.length();
      joined.append(piece, 0, continues ? piece.length() - 1 : piece.length());
      if (!continues || start >= text.length()) {
        Line line = new Line(file, List.copyOf(pieces), joined.toString());
        if (continues) {
          throw line.problem(
              joined.length(), "the line goes on, but there is no other", "leave out the \\");
        }
        if (!line.body.isEmpty()) {
          lines.add(line);
        }
        pieces.clear();
        joined.setLength(0);
      }
    }
    return lines;
  }

  private static int lineEnd(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  private static int commentStart(String text) {
    for (int i = text.indexOf('#'); i >= 0; i = text.indexOf('#', i + 1)) {
      if (i == 0 || Letters.isBlank(text.charAt(i - 1))) {
        return i;
      }
    }
    return text.length();
  }

  /// What it says, without comment and white space around it.
  String body() {
    return body;
  }

  /// Where it stands.
  Place place() {
    return new Place(file, pieces.getFirst().number());
  }

  /// Makes the problem of a mistake in it.
  Problem problem(Mistake mistake) {
    return mistake(mistake.offset(), mistake.what(), mistake.hint());
  }

  /// Makes the problem of what stands at an offset of the body.
  Problem mistake(int offset, String what, String hint) {
    return problem(start + offset, what, hint);
  }

  /// Makes the problem, with the line and a caret below it.
  private Problem problem(int at, String what, String hint) {
    Piece piece = pieces.getFirst();
    for (Piece each : pieces) {
      if (each.offset() <= at) {
        piece = each;
      }
    }
    int offset = at - piece.offset();
    String message = file + ":" + piece.number() + ":" + (offset + 1) + ": " + what;
    String text = piece.text();
    int from = offset < SHOWN / 2 ? 0 : offset - SHOWN / 2;
    String shown = text.substring(from, Math.min(text.length(), from + SHOWN));
    StringBuilder caret = new StringBuilder();
    for (int i = from; i < offset; i++) {
      // A tab below a tab keeps the caret below its letter.
      caret.append(i < text.length() && text.charAt(i) == '\t' ? '\t' : ' ');
    }
    return new Problem(
        Kind.BAD_REQUIREMENT, message, List.of(shown, caret.append('^').toString()), hint, null);
  }
}
