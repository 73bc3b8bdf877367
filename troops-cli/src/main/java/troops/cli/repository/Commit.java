package troops.cli.repository;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

/// A commit as far as it is deployed: the deployed folder's files.
///
/// @param repository where it is
/// @param revision its id
/// @param title the first line of its message
/// @param tree the id of the deployed folder
/// @param files the files below that folder, in git's order
public record Commit(
    Repository repository, Revision revision, String title, String tree, List<TreeFile> files) {
  /// Copies the list.
  public Commit {
    files = List.copyOf(files);
  }

  static Commit read(
      Repository repository, ObjectReader objects, ObjectReader.GitObject commit, String root) {
    String folder = repository.folder();
    String name = folder.isEmpty() ? root + "^{tree}" : root + ":" + folder;
    ObjectReader.GitObject tree =
        objects
            .read(name)
            .filter(found -> found.type().equals("tree"))
            .orElseThrow(
                () -> folder.isEmpty() ? damaged("its tree is missing") : noFolder(commit, folder));
    List<TreeFile> files = new ArrayList<>();
    walk(objects, tree, "", files);
    return new Commit(repository, new Revision(commit.id()), title(commit), tree.id(), files);
  }

  private static Problem noFolder(ObjectReader.GitObject commit, String folder) {
    return new Problem(
        Kind.NO_DEPLOY_JAVA,
        "revision " + commit.id().substring(0, 10) + " has no folder " + folder,
        "has it been committed? (--worktree runs what is not)");
  }

  private static String title(ObjectReader.GitObject commit) {
    String text = commit.text();
    int body = text.indexOf("\n\n");
    if (body < 0) {
      return "";
    }
    String message = text.substring(body + 2).stripLeading();
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  /// Reads a tree object: mode, blank, name, NUL, the id in binary; again and again.
  private static void walk(
      ObjectReader objects, ObjectReader.GitObject tree, String prefix, List<TreeFile> files) {
    byte[] bytes = tree.content();
    int idLength = tree.id().length() / 2;
    Set<String> names = new HashSet<>();
    int at = 0;
    while (at < bytes.length) {
      int blank = index(bytes, (byte) ' ', at);
      int nul = index(bytes, (byte) 0, blank);
      String mode = new String(bytes, at, blank - at, StandardCharsets.US_ASCII);
      String name = checked(new String(bytes, blank + 1, nul - blank - 1, StandardCharsets.UTF_8));
      if (!names.add(name)) {
        // A link and a directory of one name: the directory's files would go where the link leads.
        throw damaged("two files called '" + name + "'");
      }
      String path = prefix + name;
      String id = HexFormat.of().formatHex(Arrays.copyOfRange(bytes, nul + 1, nul + 1 + idLength));
      at = nul + 1 + idLength;
      if (mode.equals("40000")) {
        walk(objects, objects.read(id).orElseThrow(() -> damaged(path)), path + "/", files);
      } else {
        files.add(new TreeFile(path, TreeFile.kind(mode), id));
      }
    }
  }

  private static int index(byte[] bytes, byte wanted, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    throw damaged("a tree object");
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

  /// The contents of some of its files.
  ///
  /// @param wanted the files
  /// @return path → content
  public Map<String, String> read(List<TreeFile> wanted) {
    Map<String, String> contents = new HashMap<>();
    try (ObjectReader objects = new ObjectReader(repository.git())) {
      for (TreeFile file : wanted) {
        contents.put(
            file.path(), objects.read(file.id()).orElseThrow(() -> damaged(file.path())).text());
      }
    }
    return contents;
  }
}
