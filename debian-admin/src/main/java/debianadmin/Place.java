package debianadmin;

import debianadmin.edit.WithoutBlock;
import debianadmin.edit.WithoutLine;
import debianadmin.file.Absence;
import debianadmin.file.Attributes;
import debianadmin.file.Check;
import debianadmin.file.Content;
import debianadmin.file.EditedFile;
import debianadmin.file.FileOption;
import debianadmin.file.PlacedDirectory;
import debianadmin.file.PlacedFile;
import debianadmin.file.PlacedLink;
import debianadmin.file.tree.PlacedTree;
import debianadmin.file.tree.TreeRemoval;
import debianadmin.template.PlacedTemplate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import machine.Machine;
import machine.MachineException;
import machine.Secret;

/// Files, directories, symbolic links, and whole trees of them; lines and blocks of files.
///
/// Each operation brings one path, an absolute one, into the wanted state. Relative paths mean the
/// deployment's own folder ([Machine#folder]), where things are taken from, not put. Files and
/// links are written under another name beside their place and renamed, so that at any instant
/// either the old one or the new one is there. What an option doesn't ask for stays as it is found:
/// mode, owner and group of a file that exists are kept; extended attributes and access control
/// lists of a replaced file are not.
///
/// Symbolic links in the parents of a path are followed where only root (and whoever runs this) may
/// write to the directory that holds the link, and to all above it: `/lib`, `/var/run`. Any other
/// link there could be pointed elsewhere by somebody else, and is an error. So a user who owns a
/// directory can't have anything written, changed or removed outside of it, whatever they put there
/// and whenever. Where a file or a directory is wanted, a link in its place is an error, never
/// followed and never replaced.
///
/// In a preview, what an earlier operation would have made of a file counts as made: two lines
/// added to one file are shown one after the other.
///
/// Texts before and after are shown with a change if both are UTF-8 without NUL and smaller than 1
/// MiB; those of a [Secret] never are.
///
/// Where somebody else may write, files are written through openat(2), for which plain `java` wants
/// `--enable-native-access=ALL-UNNAMED` (or `=debianadmin`), or prints a warning.
public final class Place {
  private Place() {}

  /// What a path is to have beside its content, or how it is brought about: made by [#mode],
  /// [#owner], [#group], [#check], and what single operations name besides.
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
  /// ```java
  /// Place.text("/etc/motd", "hello\n");
  /// ```
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
  /// ```java
  /// Place.text("/etc/app/token", Secret.of(token), Place.owner("app"));
  /// ```
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
  /// ```java
  /// Place.file("/etc/nginx/conf.d/site.conf", Path.of("site.conf"));
  /// ```
  ///
  /// @param path the file to place
  /// @param source the file to copy; a relative path lies in the deployment's own folder
  /// @param options mode, owner, group, check
  /// @throws MachineException if the source can't be read, and as for [#text(String, String,
  ///   Option...)]
  public static void file(String path, Path source, Option... options) {
    bring(path, Content.of(Machine.current().folder().resolve(source)), options);
  }

  /// Places a text made from a template in Mustache (mustache(5)) and values, as UTF-8.
  ///
  /// Values are a map, or a record or another object, whose methods without parameters, getters and
  /// fields are meant. What has no value is an error that names file, line and variable; that
  /// includes null, and sections: what may be missing is given as `false` or as an empty list.
  /// Nothing is made of `<` or `&`. A line of its own that holds only a section's tag disappears; a
  /// missing last line end stays missing. `{{>name}}` is a file beside the template, of that name
  /// or with `.mustache` added, and lies in the deployment's folder.
  ///
  /// If there is a [Secret] among the values, the whole text is secret: nothing of it is shown, and
  /// a new file has the mode `0600`.
  ///
  /// ```java
  /// Place.template("/etc/nginx/conf.d/site.conf", Path.of("site.conf.mustache"),
  ///     Map.of("name", "www.example.com", "ports", List.of(80, 8080)));
  /// ```
  ///
  /// @param path the file
  /// @param source the template, a text in UTF-8; a relative path lies in the deployment's own
  ///   folder
  /// @param values what its variables mean
  /// @param options mode, owner, group, check
  /// @throws MachineException if the template can't be read, isn't Mustache or lacks a value, and
  ///   as for [#text(String, String, Option...)]
  public static void template(String path, Path source, Object values, Option... options) {
    Machine.current().bring(new PlacedTemplate(path, source, values, wishes(options)));
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
  /// ```java
  /// Place.directory("/var/lib/app", Place.owner("app"), Place.mode("0750"));
  /// ```
  ///
  /// @param path the directory
  /// @param options mode, owner, group
  /// @throws MachineException if something else is in its place, or if the right is missing
  public static void directory(String path, Option... options) {
    Machine.current().bring(new PlacedDirectory(path, wishes(options)));
  }

  /// Makes a symbolic link. A link to something else is replaced.
  ///
  /// ```java
  /// Place.link("/usr/local/bin/tool", "/opt/tool/bin/tool");
  /// ```
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
  /// ```java
  /// Place.absent("/etc/nginx/sites-enabled/default");
  /// ```
  ///
  /// @param path the path
  /// @throws MachineException if it is a directory that isn't empty (see [#absentTree]), or if the
  ///   right is missing
  public static void absent(String path) {
    Machine.current().bring(new Absence(path));
  }

  /// Removes a directory with all that is below. Links are removed, never what they point to. A
  /// file or a link in its place is removed as well.
  ///
  /// Already true if nothing is there. It is shown as one change, with the number of files.
  ///
  /// Refused for what a machine can't do without: `/`, all directories in it, and some below, such
  /// as `/usr/lib` and `/var/lib`; and if a file system is mounted there or below.
  ///
  /// ```java
  /// Place.absentTree("/opt/old");
  /// ```
  ///
  /// @param path the directory
  /// @throws MachineException if it is refused, or if the right is missing
  public static void absentTree(String path) {
    Machine.current().bring(new TreeRemoval(path));
  }

  /// Places all that a folder holds: files, directories and symbolic links, all the way down.
  ///
  /// Files have the mode `0755` if their source is executable, or else `0644`, and directories
  /// `0755`: what Git keeps of modes. With [#mode], that is the mode of files, and where it lets
  /// read, directories and executable files may be executed too (the `X` of chmod(1)). Of the
  /// directory itself, mode stays as it is found if none is given. Owner and group are those of all
  /// of it; without, they stay as they are found. Links point to what those in the folder point to.
  ///
  /// What the folder doesn't hold stays, unless [#purge] is given. Texts are shown with the changes
  /// as long as they are 16 million characters in all.
  ///
  /// ```java
  /// Place.tree("/srv/www/site", Path.of("site"), Place.owner("www-data"), Place.purge());
  /// ```
  ///
  /// @param path the directory; it is made, and the directories above it that are missing
  /// @param source the folder; a relative path lies in the deployment's own folder
  /// @param options mode (without special bits), owner, group, purge
  /// @throws MachineException if the folder isn't there, if something else is in the place of a
  ///   file, directory or link, or if the right is missing
  public static void tree(String path, Path source, Option... options) {
    Machine.current().bring(new PlacedTree(path, source, wishes(options)));
  }

  /// What isn't in the folder is removed, file by file; links are never followed. It is refused if
  /// a file system is mounted on what would be removed.
  ///
  /// ```java
  /// Place.tree("/etc/app/conf.d", Path.of("conf.d"), Place.purge());
  /// ```
  ///
  /// @return an option of [#tree]
  public static Option purge() {
    return new Option(new PlacedTree.Purge());
  }

  /// Sees to it that a text file has a line; all other lines stay as they are.
  ///
  /// Already true if some line is the same, character by character. Otherwise the line takes the
  /// place of the last one that matches [#instead], or is added at the end. Other lines that match
  /// stay: see [#withoutLine].
  ///
  /// A file that isn't there is an error, for its name is probably misspelt; unless [#create] is
  /// given. Lines end as the file's first line does (LF or CR LF). The whole text is shown with a
  /// change only if everybody may read the file.
  ///
  /// ```java
  /// Place.line("/etc/ssh/sshd_config", "PermitRootLogin no",
  ///     Place.instead("^#?PermitRootLogin "), Place.check("/usr/sbin/sshd", "-t", "-f"));
  /// ```
  ///
  /// @param path the file, a text in UTF-8
  /// @param line the line, without its end
  /// @param options instead, create; mode, owner, group, check, as for [#text(String, String,
  ///   Option...)]
  /// @throws MachineException if the file isn't there or is no text, and as for [#text(String,
  ///   String, Option...)]
  public static void line(String path, String line, Option... options) {
    Machine.current().bring(EditedFile.line(path, line, wishes(options)));
  }

  /// Removes all lines that match from a text file.
  ///
  /// Already true if none does, or if there is no such file.
  ///
  /// ```java
  /// Place.withoutLine("/etc/fstab", "^/dev/fd0\\s");
  /// ```
  ///
  /// @param path the file, a text in UTF-8
  /// @param regex a regular expression ([java.util.regex.Pattern]), found anywhere in a line
  /// @throws MachineException if the file is no text, if the expression is none, or if the right is
  ///   missing
  public static void withoutLine(String path, String regex) {
    Machine.current().bring(EditedFile.without(path, new WithoutLine(regex)));
  }

  /// Sees to it that a text file has some lines, between the comments `# BEGIN name` and `# END
  /// name`, by which they are found again. All other lines stay as they are.
  ///
  /// A block that is there stays in its place; a new one is added at the end. A file that isn't
  /// there is an error, unless [#create] is given.
  ///
  /// ```java
  /// Place.block("/etc/hosts", "cluster", "10.0.0.1 a.example.com\n10.0.0.2 b.example.com\n");
  /// ```
  ///
  /// @param path the file, a text in UTF-8
  /// @param name the block's name, by which the file has one block only
  /// @param text its lines
  /// @param options commentedBy, create; mode, owner, group, check, as for [#text(String, String,
  ///   Option...)]
  /// @throws MachineException if the file isn't there or is no text, if the comments around the
  ///   block are damaged, and as for [#text(String, String, Option...)]
  public static void block(String path, String name, String text, Option... options) {
    Machine.current().bring(EditedFile.block(path, name, text, wishes(options)));
  }

  /// Removes a block from a text file, with the comments around it, whatever sign they begin with.
  ///
  /// Already true if there is no such block, or no such file.
  ///
  /// ```java
  /// Place.withoutBlock("/etc/hosts", "cluster");
  /// ```
  ///
  /// @param path the file, a text in UTF-8
  /// @param name the block's name
  /// @throws MachineException if the file is no text, if the comments are damaged, or if the right
  ///   is missing
  public static void withoutBlock(String path, String name) {
    Machine.current().bring(EditedFile.without(path, new WithoutBlock(name)));
  }

  /// Which line gives way to the wanted one: the last that matches.
  ///
  /// ```java
  /// Place.line("/etc/login.defs", "UMASK 027", Place.instead("^UMASK\\s"));
  /// ```
  ///
  /// @param regex a regular expression ([java.util.regex.Pattern]), found anywhere in a line
  /// @return an option of [#line]
  public static Option instead(String regex) {
    return new Option(new EditedFile.Instead(regex));
  }

  /// What begins a comment in the file, if it isn't `#`.
  ///
  /// ```java
  /// Place.block("/etc/bind/named.conf.local", "zones", "include \"/etc/bind/zones.conf\";\n",
  ///     Place.commentedBy("//"));
  /// ```
  ///
  /// @param sign such as `//`
  /// @return an option of [#block]
  public static Option commentedBy(String sign) {
    return new Option(new EditedFile.CommentedBy(sign));
  }

  /// The file is made if it isn't there, with the mode `0644` unless another one is given. Its
  /// directory must exist.
  ///
  /// ```java
  /// Place.line("/etc/cron.allow", "ann", Place.create());
  /// ```
  ///
  /// @return an option of [#line] and [#block]
  public static Option create() {
    return new Option(new EditedFile.Create());
  }

  /// The mode that a file or directory is to have.
  ///
  /// ```java
  /// Place.file("/usr/local/bin/tool", Path.of("tool.sh"), Place.mode("0755"));
  /// ```
  ///
  /// @param octal four octal digits: `"0644"`, or `"2755"` with the bit for its group
  /// @return the option
  /// @throws MachineException if it is anything else, `"644"` too
  public static Option mode(String octal) {
    return new Option(new Attributes.Wish(Attributes.parseMode(octal), "", ""));
  }

  /// The user that a file or directory is to belong to.
  ///
  /// ```java
  /// Place.directory("/srv/ann", Place.owner("ann"));
  /// ```
  ///
  /// @param name the user's name, or number
  /// @return the option
  public static Option owner(String name) {
    return new Option(new Attributes.Wish(-1, named(name, "user"), ""));
  }

  /// The group that a file or directory is to belong to.
  ///
  /// ```java
  /// Place.directory("/srv/www/site", Place.mode("2775"), Place.group("www-data"));
  /// ```
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
  /// ```java
  /// Place.file("/etc/default/app", Path.of("app.sh"), Place.check("sh", "-n"));
  /// ```
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
