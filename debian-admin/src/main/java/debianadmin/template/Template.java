package debianadmin.template;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.MustacheParseException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import machine.MachineException;
import org.jspecify.annotations.Nullable;

/// A template in Mustache (mustache(5)), as jmustache understands it, without anything made of `<`
/// or `&`: it isn't for HTML. What has no value is an error. (A partial in the first line of all
/// keeps its own line end and that of its line: jmustache 1.16.)
final class Template {
  private static final String LINE = " @ line ";

  private final Path file;
  private final Path folder;
  // The template and its partials, as far as they were read: file → text, in the order of reading.
  private final Map<Path, String> texts = new LinkedHashMap<>();

  /// Names one.
  ///
  /// @param file the template
  /// @param folder where its partials may lie: in the directory of the template or below, and in
  ///   this folder
  Template(Path file, Path folder) {
    this.file = file;
    this.folder = folder;
  }

  /// Puts the values in.
  ///
  /// @param values a map or an object
  /// @return the text
  /// @throws MachineException if something in it has no value, or isn't Mustache; with file and
  ///   line
  /// @throws IOException if a file can't be read
  Rendered render(Object values) throws IOException {
    Members members = new Members();
    Mustache.Compiler compiler =
        Mustache.compiler()
            .escapeHTML(false)
            .strictSections(true)
            .withCollector(members)
            .withFormatter(members);
    try {
      String text = text(file);
      String made =
          compiler
              .withLoader(name -> partial(compiler, name))
              .compile(new StringReader(text))
              .execute(values);
      return new Rendered(made, members.hasMetASecret() || Secrets.areIn(values));
    } catch (MustacheParseException e) {
      throw notMustache(file, e);
    } catch (MustacheException.Context e) {
      throw withoutValue(e);
    } catch (MustacheException | NullPointerException e) {
      throw new MachineException(file + ": " + e.getMessage(), "see mustache(5)", e);
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    } catch (StackOverflowError e) {
      throw new MachineException(
          file + ": a partial includes itself without end",
          "put it into a section that ends: {{#children}}{{>item}}{{/children}}",
          e);
    }
  }

  private Reader partial(Mustache.Compiler compiler, String name) {
    Path partial = null;
    try {
      partial = locate(name);
      String text = text(partial);
      compiler.compile(new StringReader(text));
      return new StringReader(text);
    } catch (MustacheParseException e) {
      throw notMustache(Objects.requireNonNull(partial), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Finds a partial beside the template: a file of its name, or of its name and `.mustache`.
  private Path locate(String name) throws IOException {
    Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a directory");
    for (String one : List.of(name, name + ".mustache")) {
      try {
        Path real = directory.resolve(one).toRealPath();
        if (Files.isRegularFile(real)) {
          if (!real.startsWith(folder.toRealPath()) && !real.startsWith(directory.toRealPath())) {
            throw new MachineException(
                file + ": the partial " + name + " lies elsewhere: " + real,
                "put it into the folder of the deployment: " + folder);
          }
          return real;
        }
      } catch (NoSuchFileException e) {
        // The next name, if there is one.
      }
    }
    throw new MachineException(
        file + ": no partial " + name + " in " + directory,
        "{{>" + name + "}} is a file of that name beside the template, or with .mustache added");
  }

  private String text(Path path) throws IOException {
    String text = texts.get(path);
    if (text == null) {
      try {
        text = Files.readString(path);
      } catch (CharacterCodingException e) {
        throw new MachineException(path + ": not a text in UTF-8", "convert it (iconv(1))", e);
      }
      texts.put(path, text);
    }
    return text;
  }

  private static MachineException notMustache(Path file, MustacheParseException e) {
    String message = String.valueOf(e.getMessage());
    int at = message.lastIndexOf(LINE);
    String line = at < 0 ? "" : ":" + message.substring(at + LINE.length());
    String what = at < 0 ? message : message.substring(0, at);
    return new MachineException(
        file + line + ": " + what.substring(0, 1).toLowerCase(Locale.ROOT) + what.substring(1),
        "see mustache(5)",
        e);
  }

  private MachineException withoutValue(MustacheException.Context e) {
    Throwable cause = e.getCause();
    String what =
        cause == null
            ? "no value for " + e.key
            : "the value of " + e.key + " can't be had: " + cause;
    return new MachineException(
        where(e) + ":" + e.lineNo + ": " + what,
        "give it with the values; what may be missing is a section with an empty list or false",
        e);
  }

  // jmustache says in which line, but not in which of the files.
  private Path where(MustacheException.Context e) {
    Path first = null;
    for (Map.Entry<Path, String> one : texts.entrySet()) {
      first = first == null ? one.getKey() : first;
      String line = line(one.getValue(), e.lineNo);
      if (line != null && line.contains(e.key) && line.contains("{{")) {
        return one.getKey();
      }
    }
    return first == null ? file : first;
  }

  private static @Nullable String line(String text, int number) {
    return text.lines().skip(number - 1L).findFirst().orElse(null);
  }
}
