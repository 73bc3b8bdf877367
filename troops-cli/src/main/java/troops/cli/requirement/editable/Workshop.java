package troops.cli.requirement.editable;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import troops.cli.requirement.ClassPath;
import troops.cli.requirement.Editable;
import troops.cli.requirement.Progress;

/// What it takes to build sources: git, javac, and a place to keep things.
public interface Workshop {
  /// Where things are kept that can be made again.
  ///
  /// @return a directory of this user alone
  Path cache();

  /// What tells the compiler, and this build of the tool, from others.
  ///
  /// @return a part of a key
  String compiler();

  /// Finds the commit that a line means now.
  ///
  /// @param sources the line
  /// @param progress hears of what takes its time, and of a remote that can't be reached
  /// @return the commit
  /// @throws troops.cli.problem.Problem if the repository can't be fetched, or has no such revision
  Settled settle(Editable.Git sources, Progress progress);

  /// A commit.
  ///
  /// @param commit its full id
  /// @param moving whether the line may mean another one tomorrow: a branch, or HEAD
  record Settled(String commit, boolean moving) {}

  /// Writes the files of a commit: those of the folder that the line names, but for its tests in
  /// `src/test`, and each `pom.xml`.
  ///
  /// @param sources the line
  /// @param commit the full id of the commit, which is fetched if it isn't there yet
  /// @param directory an empty directory
  /// @param progress hears of what takes its time
  /// @return where the top of the repository is, in that directory
  /// @throws troops.cli.problem.Problem if the commit can't be had, or has no such folder
  Path checkOut(Editable.Git sources, String commit, Path directory, Progress progress);

  /// Compiles a library.
  ///
  /// @param order which
  /// @return what came of it
  /// @throws troops.cli.problem.Problem if the sources don't compile
  Compiled compile(Order order);

  /// What is to be compiled.
  ///
  /// @param name what the library is called in messages
  /// @param packages the packages of Troops that it may declare
  /// @param anywhere whether sources count wherever they stand, or only in the directories of their
  ///   packages
  /// @param directory the directory that paths of sources are relative to
  /// @param sources the paths of the sources
  /// @param classPath what they see, beside the JDK, `machine` and `troops`
  /// @param key what the result depends on
  record Order(
      String name,
      Set<String> packages,
      boolean anywhere,
      Path directory,
      List<String> sources,
      ClassPath classPath,
      String key) {
    /// Copies set and list.
    public Order {
      packages = Set.copyOf(packages);
      sources = List.copyOf(sources);
    }
  }

  /// What came of it.
  ///
  /// @param classes binary name → class file
  /// @param leftOut the paths of sources that aren't part of it
  record Compiled(Map<String, byte[]> classes, List<String> leftOut) {
    /// Copies the list.
    public Compiled {
      leftOut = List.copyOf(leftOut);
    }
  }
}
