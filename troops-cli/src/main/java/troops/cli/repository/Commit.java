package troops.cli.repository;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

/// A commit as far as it is deployed: the deployed folder's files.
///
/// @param revision its id
/// @param title the first line of its message
/// @param tree the id of the deployed folder
/// @param files the files below that folder, in git's order
public record Commit(Revision revision, String title, String tree, List<TreeFile> files) {
  /// Copies the list.
  public Commit {
    files = List.copyOf(files);
  }

  /// Reads a commit, and its tree from the top down, so that its id vouches for all of it.
  static Commit read(Repository repository, ObjectReader objects, ObjectReader.GitObject commit) {
    String first = commit.text().lines().findFirst().orElse("");
    if (!first.startsWith("tree ")) {
      throw damaged("it names no tree");
    }
    Revision revision = new Revision(commit.id());
    return read(repository, objects, revision, first.substring(5)).titled(title(commit));
  }

  /// Reads a tree as if it were that of a commit.
  static Commit read(Repository repository, ObjectReader objects, Revision revision, String root) {
    String tree = root;
    for (String name : repository.folder().split("/", -1)) {
      if (!name.isEmpty()) {
        tree = folder(objects, tree, name).orElseThrow(() -> noFolder(revision, repository));
      }
    }
    List<TreeFile> files = new ArrayList<>();
    walk(objects, tree, "", files);
    return new Commit(revision, "", tree, files);
  }

  Commit titled(String text) {
    return new Commit(revision, text, tree, files);
  }

  private static Optional<String> folder(ObjectReader objects, String tree, String name) {
    for (Entry entry : entries(objects, tree)) {
      if (entry.isTree() && entry.name().equals(name)) {
        return Optional.of(entry.id());
      }
    }
    return Optional.empty();
  }

  private static Problem noFolder(Revision revision, Repository repository) {
    return new Problem(
        Kind.NO_DEPLOY_JAVA,
        "revision " + revision.shortened() + " has no folder " + repository.folder(),
        "has it been committed? (--worktree runs what is not)");
  }

  /// Whether a commit names another as a parent: its lines up to the first empty one are its own,
  /// then comes its message (gitformat-pack(5) calls it an object, git-cat-file(1) shows it).
  static boolean isChild(ObjectReader.GitObject commit, String parent) {
    String text = commit.text();
    int body = text.indexOf("\n\n");
    return text.substring(0, Math.max(0, body)).lines().anyMatch(("parent " + parent)::equals);
  }

  static String title(ObjectReader.GitObject commit) {
    String text = commit.text();
    int body = text.indexOf("\n\n");
    if (body < 0) {
      return "";
    }
    String message = text.substring(body + 2).stripLeading();
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  private static void walk(ObjectReader objects, String tree, String prefix, List<TreeFile> files) {
    for (Entry entry : entries(objects, tree)) {
      String path = prefix + entry.name();
      if (entry.isTree()) {
        walk(objects, entry.id(), path + "/", files);
      } else {
        files.add(new TreeFile(path, TreeFile.kind(entry.mode()), entry.id()));
      }
    }
  }

  private record Entry(String mode, String name, String id) {
    boolean isTree() {
      return mode.equals("40000") || mode.equals("040000");
    }
  }

  /// Reads a tree object: mode, blank, name, NUL, the id in binary; again and again.
  private static List<Entry> entries(ObjectReader objects, String tree) {
    byte[] bytes =
        objects
            .read(tree)
            .filter(found -> found.type().equals("tree"))
            .orElseThrow(() -> damaged("tree " + tree + " is missing"))
            .content();
    int idLength = tree.length() / 2;
    List<Entry> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int at = 0;
    while (at < bytes.length) {
      int blank = index(bytes, (byte) ' ', at);
      int nul = index(bytes, (byte) 0, blank);
      int end = nul + 1 + idLength;
      String mode = new String(bytes, at, blank - at, StandardCharsets.US_ASCII);
      String name = checked(text(bytes, blank + 1, nul, "the name of a file"));
      if (end > bytes.length || !names.add(name)) {
        // A link and a directory of one name: the directory's files would go where the link leads.
        throw damaged("two files called '" + name + "'");
      }
      entries.add(new Entry(mode, name, HexFormat.of().formatHex(bytes, nul + 1, end)));
      at = end;
    }
    return entries;
  }

  private static int index(byte[] bytes, byte wanted, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    throw damaged("a tree object");
  }

  /// Decodes what must not be taken for something else: Java can't name a file whose name isn't
  /// text.
  static String text(byte[] bytes, int from, int to, String what) {
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    if (text.indexOf('\ufffd') >= 0
        && !Arrays.equals(
            text.getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(bytes, from, to))) {
      throw new Problem(
          Kind.UNREADABLE,
          what + " isn't UTF-8: '" + text + "'",
          "git -c core.quotePath=true ls-files shows it as git sees it; git mv renames it");
    }
    return text;
  }

  /// Root writes these names into a directory: none may lead out of it.
  private static String checked(String name) {
    if (name.isEmpty()
        || name.equals(".")
        || name.equals("..")
        || name.equalsIgnoreCase(".git")
        || name.indexOf('/') >= 0) {
      throw damaged("a file called '" + name + "'");
    }
    return name;
  }

  private static Problem damaged(String what) {
    return new Problem(
        Kind.GIT_FAILED, "git cat-file: the commit can't be read: " + what, "try git fsck");
  }
}
