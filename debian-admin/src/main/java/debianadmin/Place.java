package debianadmin;

import debianadmin.file.Absence;
import debianadmin.file.Attributes;
import debianadmin.file.Check;
import debianadmin.file.Content;
import debianadmin.file.FileOption;
import debianadmin.file.PlacedDirectory;
import debianadmin.file.PlacedFile;
import debianadmin.file.PlacedLink;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import machine.Machine;
import machine.MachineException;
import machine.Secret;

/// Files, directories and symbolic links.
///
/// Each operation brings one path, an absolute one, into the wanted state. Relative paths mean the
/// deployment's own folder ([Machine#folder]), where things are taken from, not put. Files and
/// links are written under another name beside their place and renamed, so that at any instant
/// either the old one or the new one is there. What an option doesn't ask for stays as it is found:
/// mode, owner and group of a file that exists are kept; extended attributes and access control
/// lists of a replaced file are not.
///
/// Paths are taken through symbolic links in their parents; but where a file or a directory is
/// wanted, a link in its place is an error, never followed and never replaced.
///
/// Texts before and after are shown with a change if both are UTF-8 without NUL and smaller than 1
/// MiB; those of a [Secret] never are.
public final class Place {
  private Place() {}

  /// What a path is to have beside its content: made by [#mode], [#owner], [#group] and [#check].
  public static final class Option {
    private final FileOption wish;

    private Option(FileOption wish) {
      this.wish = wish;
    }
  }

  /// Places a text in a file, as UTF-8 and without touching line ends.
  ///
  /// A new file has the mode `0644` and belongs to whoever runs this, unless options say otherwise.
  /// Its directory must exist.
  ///
  /// @param path the file
  /// @param text its whole content
  /// @param options mode, owner, group, check
  /// @throws MachineException if something else is in its place, if its directory is missing, if
  ///   the check fails, or if the right is missing
  public static void text(String path, String text, Option... options) {
    bring(path, Content.of(text.getBytes(StandardCharsets.UTF_8)), options);
  }

  /// Places a secret text in a file. Nothing of it is shown: no difference, no length, no message
  /// of a check that failed. A new file has the mode `0600`.
  ///
  /// @param path the file
  /// @param text its whole content
  /// @param options mode, owner, group, check
  /// @throws MachineException as for [#text(String, String, Option...)]
  public static void text(String path, Secret text, Option... options) {
    bring(path, Content.secret(text.reveal().getBytes(StandardCharsets.UTF_8)), options);
  }

  /// Places a copy of a file. Its content only is copied; a new file has the mode `0644`.
  ///
  /// @param path the file to place
  /// @param source the file to copy; a relative path lies in the deployment's own folder
  /// @param options mode, owner, group, check
  /// @throws MachineException if the source can't be read, and as for [#text(String, String,
  ///   Option...)]
  public static void file(String path, Path source, Option... options) {
    bring(path, Content.of(Machine.current().folder().resolve(source)), options);
  }

  private static void bring(String path, Content content, Option[] options) {
    Machine.current().bring(new PlacedFile(path, content, wishes(options)));
  }

  static FileOption[] wishes(Option... options) {
    FileOption[] wishes = new FileOption[options.length];
    for (int i = 0; i < options.length; i++) {
      wishes[i] = options[i].wish;
    }
    return wishes;
  }

  /// Makes a directory, and the directories above it that are missing.
  ///
  /// A new directory has the mode `0755` whatever the umask is, unless options say otherwise;
  /// options concern the directory itself, not those above it. What the directory holds isn't
  /// looked at.
  ///
  /// @param path the directory
  /// @param options mode, owner, group
  /// @throws MachineException if something else is in its place, or if the right is missing
  public static void directory(String path, Option... options) {
    Machine.current().bring(new PlacedDirectory(path, wishes(options)));
  }

  /// Makes a symbolic link. A link to something else is replaced.
  ///
  /// @param path the link
  /// @param target what it points to, as it is to be written in the link; it needn't exist
  /// @throws MachineException if something else is in its place, if its directory is missing, or if
  ///   the right is missing
  public static void link(String path, String target) {
    Machine.current().bring(new PlacedLink(path, target));
  }

  /// Removes a file, a symbolic link (never what it points to), or an empty directory.
  ///
  /// @param path the path
  /// @throws MachineException if it is a directory that isn't empty, or if the right is missing
  public static void absent(String path) {
    Machine.current().bring(new Absence(path));
  }

  /// The mode that a file or directory is to have.
  ///
  /// @param octal four octal digits: `"0644"`, or `"2755"` with the bit for its group
  /// @return the option
  /// @throws MachineException if it is anything else, `"644"` too
  public static Option mode(String octal) {
    return new Option(new Attributes.Wish(Attributes.parseMode(octal), "", ""));
  }

  /// The user that a file or directory is to belong to.
  ///
  /// @param name the user's name, or number
  /// @return the option
  public static Option owner(String name) {
    return new Option(new Attributes.Wish(-1, named(name, "user"), ""));
  }

  /// The group that a file or directory is to belong to.
  ///
  /// @param name the group's name, or number
  /// @return the option
  public static Option group(String name) {
    return new Option(new Attributes.Wish(-1, "", named(name, "group")));
  }

  /// A program that looks at a new content before it takes its place. It is started with the path
  /// of a temporary file as its last argument; that file lies beside the path, under another name,
  /// with the final mode, owner and group. If the program ends with another exit code than 0, the
  /// old file stays and the operation fails.
  ///
  /// It isn't started if the content is as wanted, nor in a preview. It must not change the
  /// machine, and has a minute.
  ///
  /// @param program its name, looked for along PATH, or its path
  /// @param arguments its arguments before the file's path
  /// @return the option
  public static Option check(String program, String... arguments) {
    return new Option(new Check(Objects.requireNonNull(program, "program"), List.of(arguments)));
  }

  private static String named(String name, String what) {
    if (name.isBlank() || name.indexOf(':') >= 0) {
      throw new MachineException(
          "not the name of a " + what + ": '" + name + "'",
          "owner and group are options of their own: owner(\"root\"), group(\"adm\")");
    }
    return name;
  }
}
