package troops.cli.report;

import troops.cli.console.Clean;

/// HTML that is being written. Whatever isn't markup goes through [#text]: names, messages and
/// diffs come from scripts and programs, and may say anything.
final class Html {
  private final StringBuilder out = new StringBuilder();

  /// Markup, as it is: never anything that comes from a record.
  Html raw(String markup) {
    out.append(markup).append('\n');
    return this;
  }

  /// Begins an element.
  ///
  /// @param tag its name
  /// @param attributes names and values, in turns; values are escaped
  Html open(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      out.append(escaped(attributes[i + 1])).append('"');
    }
    out.append('>');
    return this;
  }

  /// Ends an element.
  Html close(String tag) {
    out.append("</").append(tag).append(">\n");
    return this;
  }

  /// Text: control characters become visible, and nothing in it is markup.
  Html text(String text) {
    out.append(escaped(text));
    return this;
  }

  /// An element with a text in it.
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close(tag);
  }

  private static String escaped(String text) {
    String clean = Clean.line(text);
    StringBuilder safe = new StringBuilder(clean.length() + 16);
    for (int i = 0; i < clean.length(); i++) {
      char c = clean.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
