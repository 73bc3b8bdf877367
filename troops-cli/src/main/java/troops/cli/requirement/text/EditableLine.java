package troops.cli.requirement.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import troops.cli.problem.Problem;
import troops.cli.requirement.Editable;
import troops.cli.requirement.version.Letters;

/// What stands behind `-e`: `./FOLDER` of what is deployed, or, as pip has it, the address of a Git
/// repository: `git+https://HOST/PATH[@REVISION][#subdirectory=FOLDER]`, with `ssh`, `http` or
/// `file` too.
final class EditableLine {
  private static final String GIT = "git+";
  private static final String SUBDIRECTORY = "subdirectory=";

  /// What no address has, besides letters that aren't ASCII.
  private static final String ODD = "\"'<>\\^`{|}?";

  /// What no name of a revision or a folder has.
  private static final String ODDER = ODD.concat("~*[]%:");

  private final OptionLine option;
  private final String value;

  private EditableLine(OptionLine option) {
    this.option = option;
    this.value = option.value();
  }

  /// Reads it.
  ///
  /// @param folder what is deployed
  /// @param file the file that the line stands in
  /// @throws Problem if it can't be understood, or there is no such folder
  static Editable read(OptionLine option, Folder folder, String file) {
    EditableLine line = new EditableLine(option);
    return option.value().startsWith(GIT) ? line.git() : line.directory(folder, file);
  }

  private Editable directory(Folder folder, String file) {
    foreign()
        .ifPresent(problem -> {
          throw problem;
        });
    String path = option.pathFrom(file);
    if (path.isEmpty()) {
      throw option.refused(
          "this is all that is deployed, whose sources are compiled anyway",
          "name a folder of it: -e ./libraries/nginx");
    }
    Optional<Path> found = folder.find(path);
    if (found.isPresent() && !Files.isDirectory(found.get())) {
      throw option.refused(
          path + " isn't a folder",
          path.endsWith(".jar")
              ? "publish the jar to a repository in a directory: --repository ./DIRECTORY"
              : "name the folder that the sources are in");
    }
    if (found.isEmpty()) {
      throw option.refused(
          "there is no folder " + path + " in what is deployed", "has it been committed?");
    }
    if (!found.get().endsWith(path)) {
      throw option.refused(path + " is a link", "name the folder that it leads to");
    }
    return new Editable.Directory(path, option.line().place());
  }

  /// What is neither a folder nor one of our addresses, if it looks like something else.
  private Optional<Problem> foreign() {
    int scheme = value.indexOf("://");
    int plus = value.indexOf('+');
    if (scheme > 0 && plus > 0 && plus < scheme) {
      return refused(
          value.substring(0, plus) + " isn't fetched: sources come from Git", "write git+https://");
    }
    if (scheme > 0) {
      String instead =
          switch (value.substring(0, scheme)) {
            case "ssh", "file" -> GIT + value;
            default -> "git+https" + value.substring(scheme);
          };
      return refused("an address begins with the word git", "write -e " + instead);
    }
    int colon = value.indexOf(':');
    int at = value.indexOf('@');
    if (at >= 0 && colon > at && value.indexOf('/') != 0) {
      return refused("this is no address", "write -e git+ssh://" + slashed(value, colon));
    }
    if (colon > 0 && Letters.isName(value.substring(0, colon))) {
      return refused("a library isn't sources", "write " + value + " without -e");
    }
    int bracket = value.indexOf('[');
    if (bracket > 0 && value.endsWith("]")) {
      return Optional.of(
          at(bracket, "there are no extras", "write -e " + value.substring(0, bracket)));
    }
    return Optional.empty();
  }

  private static String slashed(String text, int colon) {
    return text.substring(0, colon) + "/" + text.substring(colon + 1);
  }

  private Optional<Problem> refused(String what, String hint) {
    return Optional.of(option.refused(what, hint));
  }

  private Problem at(int offset, String what, String hint) {
    return option.line().mistake(option.offset() + offset, what, hint);
  }

  private Editable git() {
    int hash = value.indexOf('#');
    int end = hash < 0 ? value.length() : hash;
    int host = host(end);
    int path = value.indexOf('/', host);
    if (path < 0 || path > end) {
      path = end;
    }
    checkHost(host, path);
    int at = value.lastIndexOf('@', end - 1);
    boolean revised = at > path;
    int last = revised ? at : end;
    checkLetters(path, last, ODD, "the address of a repository");
    if (last - path < 2) {
      throw at(path, "the repository is missing", "write git+https://HOST/PATH");
    }
    String revision = revised ? revision(at + 1, end) : "";
    return new Editable.Git(
        value.substring(GIT.length(), last),
        revision,
        hash < 0 ? "" : subdirectory(hash + 1),
        option.line().place());
  }

  /// Where the host begins.
  private int host(int end) {
    int scheme = value.indexOf("://");
    if (scheme < 0 || scheme > end) {
      int colon = value.indexOf(':');
      throw at(
          GIT.length(),
          "this is no address",
          value.startsWith("file:", GIT.length())
              ? "write git+file:///PATH"
              : colon < 0
                  ? "write git+https://HOST/PATH"
                  : "write git+ssh://" + slashed(value.substring(GIT.length()), colon - 4));
    }
    String name = value.substring(GIT.length(), scheme);
    if (!List.of("https", "http", "ssh", "file").contains(name)) {
      throw at(
          GIT.length(),
          "sources aren't fetched by " + (name.isEmpty() ? "nothing" : name),
          "write git+https://, git+ssh:// or git+file:///");
    }
    return scheme + 3;
  }

  private void checkHost(int host, int path) {
    String authority = value.substring(host, path);
    boolean file = value.startsWith("file:", GIT.length());
    boolean ssh = value.startsWith("ssh:", GIT.length());
    int at = authority.lastIndexOf('@');
    String user = authority.substring(0, Math.max(0, at));
    if (at >= 0 && (!ssh || user.indexOf(':') >= 0)) {
      throw at(
          host,
          "credentials don't stand in a commit",
          ssh ? "write ssh://USER@HOST/PATH" : "leave them to git's credential.helper");
    }
    String name = authority.substring(at + 1);
    if (file != name.isEmpty()) {
      throw at(
          host,
          file ? "a file has no host" : "the host is missing",
          file ? "write git+file:///PATH" : "write git+https://HOST/PATH");
    }
    int colon = name.lastIndexOf(':');
    String port = name.endsWith("]") || colon < 0 ? "1" : name.substring(colon + 1);
    if (port.isEmpty() || !port.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw at(host + at + 1 + colon, "a port is a number", "write / where the path begins, not :");
    }
    boolean fine = !name.startsWith("-") && !user.startsWith("-");
    for (int i = 0; i < authority.length(); i++) {
      char letter = authority.charAt(i);
      fine &= Letters.isOfName(letter) || "@:[]".indexOf(letter) >= 0;
    }
    if (!fine) {
      throw at(host, "this is no host", "write git+https://HOST/PATH");
    }
  }

  private void checkLetters(int from, int to, String forbidden, String what) {
    for (int i = from; i < to; i++) {
      char letter = value.charAt(i);
      if (letter <= ' ' || letter >= 0x7f || forbidden.indexOf(letter) >= 0) {
        throw at(
            i,
            "'%s' doesn't stand in %s".formatted(shown(letter), what),
            "leave it out; letters, digits and - . _ / + are fine");
      }
    }
  }

  private static String shown(char letter) {
    return letter > ' ' && letter < 0x7f ? "" + letter : "U+%04X".formatted((int) letter);
  }

  /// A name of a tag or branch, as far as git-check-ref-format(1) allows it, or of a commit.
  private String revision(int from, int end) {
    String revision = value.substring(from, end);
    if (revision.isEmpty() || revision.equals("HEAD")) {
      throw at(
          from - 1,
          "the revision is missing",
          "write @ and a tag, a branch or a commit; or leave @ out for the newest commit");
    }
    checkLetters(from, end, ODDER, "the name of a revision");
    boolean odd =
        revision.startsWith("-")
            || revision.startsWith("refs/")
            || revision.contains("..")
            || revision.endsWith(".")
            || revision.endsWith(".lock");
    for (String part : revision.split("/", -1)) {
      odd |= part.isEmpty() || part.startsWith(".");
    }
    if (odd) {
      throw at(from, "'" + revision + "' isn't a revision", "write a tag, a branch or a commit id");
    }
    return revision;
  }

  private String subdirectory(int from) {
    String fragment = value.substring(from);
    if (!fragment.startsWith(SUBDIRECTORY) || fragment.indexOf('&') >= 0) {
      throw at(
          from - 1,
          fragment.contains("egg=")
              ? "a library is called as its pom says"
              : "behind # stands the folder of the repository",
          "write #subdirectory=FOLDER, or nothing");
    }
    String path = fragment.substring(SUBDIRECTORY.length());
    checkLetters(from + SUBDIRECTORY.length(), value.length(), ODDER, "the path of a folder");
    boolean fine = true;
    for (String name : path.split("/", -1)) {
      fine &= !name.isEmpty() && !name.equals(".") && !name.equals("..");
    }
    if (!fine) {
      throw at(
          from + SUBDIRECTORY.length(),
          "this is no folder of the repository",
          "write its path from the top, without . and ..: #subdirectory=core");
    }
    return path;
  }
}
