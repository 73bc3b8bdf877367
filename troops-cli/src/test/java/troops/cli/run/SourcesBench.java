package troops.cli.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import troops.cli.problem.Problem;
import troops.cli.repository.TempGit;
import troops.cli.requirement.ClassPath;
import troops.cli.requirement.MavenDirectory;
import troops.cli.requirement.Place;
import troops.cli.requirement.Resolver;
import troops.cli.requirement.Setting;
import troops.cli.requirement.lock.Libraries;
import troops.cli.requirement.lock.LockedFiles;
import troops.cli.requirement.lock.WorkTree;
import troops.cli.requirement.text.Folder;
import troops.cli.requirement.text.RequirementsReader;
import troops.cli.state.Directories;
import troops.cli.state.RunFiles;

/// A work tree with requirements that are sources, and all that builds them: the real javac, the
/// real git, repositories in directories.
final class SourcesBench {
  final Setting setting;
  final Path root;
  final Path work;
  final Toolbox tools;
  final TempGit fork;

  SourcesBench(Path root) throws IOException {
    this.root = root;
    this.setting = new Setting(root);
    this.work = Files.createDirectories(root.resolve("work"));
    this.fork = TempGit.init(root.resolve("fork"));
    Resolver resolver = setting.resolver();
    this.tools =
        new Toolbox(
            Directories.of(
                false, Map.of("TROOPS_DIRECTORY", root.resolve("troops").toString()), "/"),
            setting.bundled,
            new Libraries(resolver, new LockedFiles(root.resolve("locked"))),
            Libraries.Terms.USUAL,
            RunFiles.Retention.USUAL,
            "build");
  }

  /// Where the fork is, for requirements.
  String forked() {
    return "git+file://" + fork.directory();
  }

  SourcesBench requires(String... lines) {
    setting.requirements(lines);
    return this;
  }

  SourcesBench write(String path, String... lines) throws IOException {
    Path file = work.resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, String.join("\n", lines) + "\n");
    return this;
  }

  /// A pom.
  ///
  /// @param content coordinates, and XML
  static String pom(String coordinates, String... content) {
    String[] parts = coordinates.split(":", -1);
    return "<project><modelVersion>4.0.0</modelVersion><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>%s</project>"
        .formatted(parts[0], parts[1], parts[2], String.join("", content));
  }

  /// Dependencies, for a pom.
  static String needs(String... coordinates) {
    StringBuilder all = new StringBuilder("<dependencies>");
    for (String each : coordinates) {
      all.append(MavenDirectory.dependency(each));
    }
    return all.append("</dependencies>").toString();
  }

  /// Finds and builds what is required, as a run does.
  Libraries.Found run(Libraries.Terms terms) {
    setting.said.clear();
    return tools.libraries().find(new Folder(work), terms, tools::workshop, setting.said::add);
  }

  Libraries.Found run() {
    return run(Libraries.Terms.USUAL);
  }

  /// Loads a library, as a script does that was run with what was found.
  ClassPath load(Libraries.Found found, String coordinates) {
    setting.said.clear();
    return tools
        .libraries()
        .load(
            new Folder(work),
            RequirementsReader.load(coordinates, new Place("deploy.java", 1)),
            found.commits(),
            Libraries.Terms.USUAL,
            tools::workshop,
            setting.said::add);
  }

  Problem failure() {
    try {
      throw new AssertionError("built: " + run());
    } catch (Problem problem) {
      return problem;
    }
  }

  WorkTree workTree() {
    return new WorkTree(tools.libraries(), work, tools::workshop, setting.said::add);
  }

  WorkTree.Locked lock(String... update) {
    return workTree().lock(List.of(update), false);
  }

  /// What was built, as far as it was told.
  List<String> built() {
    return setting.said.stream().filter(line -> line.startsWith("building ")).toList();
  }

  /// The names of the files in each jar, without those of its descriptor.
  static List<List<String>> contents(Libraries.Found found) throws IOException {
    return contents(found.classPath());
  }

  static List<List<String>> contents(ClassPath classPath) throws IOException {
    List<List<String>> all = new ArrayList<>();
    for (Path jar : classPath.jars()) {
      try (JarFile file = new JarFile(jar.toFile())) {
        all.add(
            file.stream()
                .map(entry -> entry.getName())
                .filter(name -> !name.equals(JarFile.MANIFEST_NAME))
                .toList());
      }
    }
    return all;
  }

  static String text(Path jar, String name) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return new String(
          file.getInputStream(file.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
