package troops.cli.requirement.editable;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.requirement.Editable;
import troops.cli.requirement.Project;

/// The files that a library is built from.
///
/// @param java the paths of its Java sources, relative to its folder
/// @param resources what goes into the jar as it is: its name there, and the file
record SourceFiles(List<String> java, Map<String, String> resources) {
  private static final String MAIN = "src/main/java";

  /// Files that say that somebody else builds here.
  private static final Map<String, String> OTHERS =
      Map.of(
          "build.gradle", "Gradle",
          "build.gradle.kts", "Gradle",
          "build.sbt", "sbt",
          "build.xml", "Ant",
          "BUILD.bazel", "Bazel");

  /// The sources that a pom names.
  static SourceFiles of(Project project, Path directory) throws IOException {
    return new SourceFiles(java(directory, project.sources()), project.resources());
  }

  /// Plain sources, in the directories of their packages: in the folder itself, with other files
  /// beside them; or below `src/main/java`, with other files in `src/main/resources`.
  ///
  /// @throws Problem if there are none, or something else than javac should build them
  static SourceFiles plain(Editable editable, Path directory) throws IOException {
    for (Map.Entry<String, String> other : OTHERS.entrySet()) {
      if (Files.exists(directory.resolve(other.getKey()))) {
        throw new Problem(
            Kind.BAD_REQUIREMENT,
            "%s: %s can't be built: it has a %s, and Troops doesn't carry out %s"
                .formatted(editable.place(), editable.name(), other.getKey(), other.getValue()),
            "publish its jar to a repository in a directory (--repository ./DIRECTORY), and require"
                + " it from there");
      }
    }
    boolean inMain = Files.isDirectory(directory.resolve(MAIN));
    List<String> java = java(directory, inMain ? MAIN : "");
    if (java.isEmpty()) {
      throw new Problem(
          Kind.BAD_REQUIREMENT,
          editable.place() + ": " + editable.name() + " has no Java sources",
          "sources stand in the directories of their packages, in the folder itself or in " + MAIN);
    }
    String others = inMain ? "src/main/resources" : "";
    Map<String, String> resources = new TreeMap<>();
    for (String file : files(directory, others)) {
      if (!file.endsWith(".java")) {
        resources.put(others.isEmpty() ? file : file.substring(others.length() + 1), file);
      }
    }
    return new SourceFiles(java, resources);
  }

  /// A script's libraries are on a class path, which knows no modules.
  private static List<String> java(Path directory, String folder) throws IOException {
    return files(directory, folder).stream()
        .filter(file -> file.endsWith(".java") && !file.endsWith("module-info.java"))
        .toList();
  }

  /// The files of a folder, relative to the directory above it. What is hidden doesn't count.
  private static TreeSet<String> files(Path directory, String folder) throws IOException {
    TreeSet<String> found = new TreeSet<>();
    Path top = directory.resolve(folder);
    if (!Files.isDirectory(top)) {
      return found;
    }
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            return !path.equals(top) && isHidden(path)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            if (!isHidden(path)) {
              String name = directory.relativize(path).toString();
              if (attributes.isSymbolicLink()) {
                throw link(name);
              }
              found.add(name);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private static boolean isHidden(Path path) {
    return String.valueOf(path.getFileName()).startsWith(".");
  }

  private static Problem link(String name) {
    return new Problem(
        Kind.UNREADABLE, name + " is a link, among sources that are built", "put the file there");
  }
}
