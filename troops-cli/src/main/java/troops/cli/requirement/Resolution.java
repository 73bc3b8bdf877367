package troops.cli.requirement;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What [Resolver] asks of the classes that it loads apart. This interface and the types that it
/// names are the only ones of the tool that both sides know; everything else they share is the
/// JDK's.
public interface Resolution {
  /// Finds out which files meet some requirements, downloading what isn't there yet.
  ///
  /// @param question what is wanted
  /// @param progress hears of downloads
  /// @return the answer; failures to find or to download something are answers too
  Outcome resolve(Question question, Progress progress);

  /// Finds files whose names are known, downloading what isn't in the local repository, or isn't
  /// there as it should be. What is downloaded doesn't get into the local repository.
  ///
  /// @param order what is wanted
  /// @param progress hears of downloads
  /// @return the answer; failures to download something are answers too
  Outcome fetch(Order order, Progress progress);

  /// Reads the pom of sources that are to be built, with its parents: those beside it, and those of
  /// repositories.
  ///
  /// @param inquiry which
  /// @param progress hears of downloads
  /// @return what it says; that it can't be built is an answer too
  Reading read(Inquiry inquiry, Progress progress);

  /// What is wanted.
  ///
  /// @param wanted libraries, with what is said of their versions and where to look for them
  /// @param bundled what comes with the tool: served from its own directory, never from elsewhere
  /// @param maven where the things of Maven are
  /// @param manner how it is to be found out
  record Question(Requirements wanted, Bundled bundled, Maven maven, Manner manner) {}

  /// How something is to be found out.
  ///
  /// @param preferred `group:artifact` and the version that is taken, if it is wanted and there is
  ///   a choice
  /// @param losers whether the tree has what lost a conflict, too
  /// @param fresh whether repositories are asked which versions there are, also if they were lately
  record Manner(Map<String, String> preferred, boolean losers, boolean fresh) {
    /// For a run.
    static final Manner USUAL = new Manner(Map.of(), false, false);

    /// Copies the map.
    public Manner {
      preferred = Map.copyOf(preferred);
    }
  }

  /// Which files are wanted.
  ///
  /// @param files the files
  /// @param directory where downloads go: empty, and deleted afterwards
  /// @param sources where libraries are looked for
  /// @param maven where the things of Maven are
  record Order(List<LockedFile> files, Path directory, Requirements.Sources sources, Maven maven) {
    /// Copies the list.
    public Order {
      files = List.copyOf(files);
    }
  }

  /// Which sources are to be read.
  ///
  /// @param root the top of the sources: nothing outside is read
  /// @param directory the folder of the pom, relative to the top; empty for the top itself
  /// @param place the line that names the sources
  /// @param sources where parents are looked for that aren't there
  /// @param maven where the things of Maven are
  record Inquiry(
      Path root, String directory, Place place, Requirements.Sources sources, Maven maven) {}

  /// What came of reading a pom.
  sealed interface Reading {
    /// It can be built.
    ///
    /// @param project what it says
    record Understood(Project project) implements Reading {}

    /// It can't be built here, or can't be understood.
    ///
    /// @param what what is in the way: what follows behind the name of the sources and a colon
    /// @param details the same in Maven's words
    /// @param hint what to do
    record Unfit(String what, List<String> details, String hint) implements Reading {
      /// Copies the list.
      public Unfit {
        details = List.copyOf(details);
      }
    }

    /// It needs poms that can't be had.
    ///
    /// @param outcome which, and why; never [Outcome.Resolved]
    record Unread(Outcome outcome) implements Reading {}
  }

  /// A library in the tree of those that need each other.
  ///
  /// @param coordinates which, in the version that is asked for here
  /// @param because what the conflict was lost to: the version that was taken, and who asked for
  ///   it; empty if this is the one that was taken
  /// @param origin the sources that it is built from; empty if it comes from a repository
  /// @param needs what it needs, in order; empty if it lost
  record Node(String coordinates, String because, String origin, List<Node> needs) {
    /// Copies the list.
    public Node {
      needs = List.copyOf(needs);
    }
  }

  /// What came of it.
  sealed interface Outcome {
    /// Everything is there.
    ///
    /// @param files in class path order, without `machine` and `troops`, and without what is built
    ///   from sources
    /// @param poms what was read to find them
    /// @param tree the requirements, and what they need
    /// @param oddities what people should hear of: poms that are missing or broken
    record Resolved(
        List<Resolved.File> files, List<Resolved.File> poms, List<Node> tree, List<String> oddities)
        implements Outcome {
      /// Copies the lists.
      public Resolved {
        files = List.copyOf(files);
        poms = List.copyOf(poms);
        tree = List.copyOf(tree);
        oddities = List.copyOf(oddities);
      }

      /// A file of a library in the version that was chosen.
      ///
      /// @param group its group
      /// @param artifact its artifact
      /// @param version its version
      /// @param layout where it lies in each Maven repository
      /// @param path where it is
      public record File(String group, String artifact, String version, String layout, Path path) {}
    }

    /// Something can't be had.
    ///
    /// @param faults what, and why; at least one
    /// @param repositories where it was looked for: id and address, without credentials
    record Unresolved(List<Fault> faults, List<String> repositories) implements Outcome {
      /// Copies the lists.
      ///
      /// @throws IllegalArgumentException if there is no fault
      public Unresolved {
        faults = List.copyOf(faults);
        repositories = List.copyOf(repositories);
        if (faults.isEmpty()) {
          throw new IllegalArgumentException("unresolved without a fault");
        }
      }
    }

    /// The settings of Maven can't be understood.
    ///
    /// @param causes what is wrong with them, from the outside in
    record BadSettings(List<String> causes) implements Outcome {
      /// Copies the list.
      public BadSettings {
        causes = List.copyOf(causes);
      }
    }
  }

  /// One library that can't be had.
  ///
  /// @param coordinates which; empty if it isn't about one
  /// @param path the coordinates from the requirement to it, both included; empty if that isn't
  ///   known
  /// @param reason why not
  /// @param causes the same in the words of those who noticed, from the outside in, without
  ///   credentials
  record Fault(String coordinates, List<String> path, Reason reason, List<String> causes) {
    /// Copies the lists.
    public Fault {
      path = List.copyOf(path);
      causes = List.copyOf(causes);
    }
  }

  /// Why something can't be had.
  enum Reason {
    /// No repository has it.
    NOT_FOUND,
    /// A repository can't be reached.
    NO_CONNECTION,
    /// A repository wants to know who asks, or doesn't let them.
    NOT_ALLOWED,
    /// A repository can't show by whom it is known.
    NOT_TRUSTED,
    /// What arrived isn't what the checksum says, or there is no checksum.
    BAD_CHECKSUM,
    /// A repository would be reached without HTTPS.
    NOT_SECURE,
    /// There are versions in the range, but none that is wanted.
    NONE_WANTED,
    /// No version fits all that need it.
    CONFLICT,
    /// It is required without a version, and nothing says which.
    NO_VERSION,
    /// Its name would lead out of the directories that files are kept in.
    BAD_NAME,
    /// A library needs a newer Troops.
    NEWER_TROOPS,
    /// Something else.
    OTHER
  }
}
