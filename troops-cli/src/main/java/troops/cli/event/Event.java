package troops.cli.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import machine.Change;
import machine.Mode;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

/// Something that happened in a run. The record of a run, `--json` and the console are renderings
/// of these.
public sealed interface Event {
  /// Shows the event.
  ///
  /// @param rendering how
  void to(Rendering rendering);

  /// A run began.
  ///
  /// @param run its id
  /// @param at when
  /// @param node the node's name
  /// @param asked who asked for it
  /// @param mode whether changes are made, and where
  /// @param what what is carried out
  record Started(String run, Instant at, String node, Asked asked, Mode mode, Deployed what)
      implements Event {
    /// The name of the mode, as programs read it.
    ///
    /// @return `apply`, `preview` or `rehearsal`
    public String modeName() {
      return mode.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void to(Rendering rendering) {
      rendering.show(this);
    }
  }

  /// Who asked for a run.
  ///
  /// @param user the name of the user
  /// @param via which way: `local`, `push`, `pull` or `timer`
  record Asked(String user, String via) {}

  /// What a run carries out.
  ///
  /// @param repository the path of the repository
  /// @param folder the folder of it, or an empty string
  /// @param revision the full id of the commit
  /// @param worktree whether the files were taken as they lie in the work tree on top of that
  ///   commit
  /// @param title the first line of the commit's message
  /// @param only the names of the deployables that were asked for; all of them, if there are none
  /// @param roles the roles that the node has by its settings and by the request
  record Deployed(
      String repository,
      String folder,
      String revision,
      boolean worktree,
      String title,
      List<String> only,
      List<String> roles) {
    /// Copies the lists.
    public Deployed {
      only = List.copyOf(only);
      roles = List.copyOf(roles);
    }

    /// All deployables of a revision, on a node that its settings give no role.
    ///
    /// @param repository the path of the repository
    /// @param folder the folder of it, or an empty string
    /// @param revision the full id of the commit
    /// @param worktree whether the files were taken as they lie in the work tree
    /// @param title the first line of the commit's message
    public Deployed(
        String repository, String folder, String revision, boolean worktree, String title) {
      this(repository, folder, revision, worktree, title, List.of(), List.of());
    }

    /// Whether two runs ask the same of the machine: one revision, as it is committed, of one
    /// folder, for the same roles.
    ///
    /// @param other what another run carries out
    /// @return true if they differ in the choice of deployables at most
    public boolean asksTheSameAs(Deployed other) {
      return !worktree
          && !other.worktree
          && revision.equals(other.revision)
          && isOfTheSamePlaceAs(other)
          && roles.equals(other.roles);
    }

    /// Whether two runs carry out the same folder of the same repository.
    ///
    /// @param other what another run carries out
    /// @return true if they do, whatever the revision
    public boolean isOfTheSamePlaceAs(Deployed other) {
      return repository.equals(other.repository) && folder.equals(other.folder);
    }
  }

  /// A deployable began.
  ///
  /// @param name its name
  /// @param where its place in the source
  /// @param because which role, or that every node runs it
  record DeployableStarted(String name, String where, String because) implements Event {
    @Override
    public void to(Rendering rendering) {
      rendering.show(this);
    }
  }

  /// Something was changed, or would be.
  ///
  /// @param change the change
  /// @param made whether it was made on this machine; in a preview or a rehearsal, it was not
  /// @param where the place in the source that asked for it, or an empty string
  /// @param origin whether somebody asked for something new, or it had got lost
  record Changed(Change change, boolean made, String where, Origin origin) implements Event {
    /// A change of which nobody can tell whether it is new.
    ///
    /// @param change the change
    /// @param made whether it was made
    /// @param where the place in the source that asked for it, or an empty string
    public Changed(Change change, boolean made, String where) {
      this(change, made, where, Origin.UNTOLD);
    }

    @Override
    public void to(Rendering rendering) {
      rendering.show(this);
    }
  }

  /// Something is different in the copy of the machine after a rehearsal, whoever changed it.
  ///
  /// @param kind what it is about
  /// @param change what a run would do to the machine
  record Difference(Topic kind, Change change) implements Event {
    /// What a difference is about. In this order they are told.
    public enum Topic {
      /// A package of the system.
      PACKAGE,
      /// A user.
      USER,
      /// A group.
      GROUP,
      /// A file, a directory, a link.
      FILE,
      /// What cron starts.
      CRON,
      /// Whether a unit is started at boot, or at all.
      UNIT,
      /// What systemd was asked for, which a rehearsal doesn't do.
      SERVICE,
      /// Caches, logs, what package managers note: all in one.
      NOISE
    }

    @Override
    public void to(Rendering rendering) {
      rendering.show(this);
    }
  }

  /// Where a change comes from.
  enum Origin {
    /// The run carries out something else than the last one that succeeded.
    NEW,
    /// The run carries out what was carried out before: the machine has moved away from it.
    DRIFT,
    /// The record doesn't say.
    UNTOLD
  }

  /// Something was found to be as wanted. Not recorded one by one: [DeployableFinished] has their
  /// number.
  ///
  /// @param subject the thing
  /// @param reason why nothing is to be done
  record Kept(String subject, String reason) implements Event {
    @Override
    public void to(Rendering rendering) {
      rendering.show(this);
    }
  }

  /// A preview can't tell.
  ///
  /// @param subject the thing
  /// @param because why it can't
  /// @param where the place in the source that asked for it, or an empty string
  record Unknown(String subject, String because, String where) implements Event {
    @Override
    public void to(Rendering rendering) {
      rendering.show(this);
    }
  }

  /// The run waits for something, or something takes its time.
  ///
  /// @param what a line that says so
  record Waiting(String what) implements Event {
    /// What tells of each wait.
    ///
    /// @param sinks hear of it
    /// @return takes what is waited for
    public static Consumer<String> toldTo(List<? extends EventSink> sinks) {
      return what -> {
        for (EventSink sink : sinks) {
          sink.hear(new Waiting(what));
        }
      };
    }

    @Override
    public void to(Rendering rendering) {
      rendering.show(this);
    }
  }

  /// A line was written by the script, or by a program that it runs.
  ///
  /// @param line the line, raw
  /// @param error whether it was written to standard error
  /// @param program the program, or an empty string for the script itself
  record Output(String line, boolean error, String program) implements Event {
    @Override
    public void to(Rendering rendering) {
      rendering.show(this);
    }
  }

  /// Something is suspicious, but doesn't stop the run.
  ///
  /// @param message what
  /// @param hint what to do about it, or an empty string
  record Warned(String message, String hint) implements Event {
    @Override
    public void to(Rendering rendering) {
      rendering.show(this);
    }
  }

  /// A deployable ended.
  ///
  /// @param name its name
  /// @param ok whether it ended without an exception
  /// @param tally what it did
  /// @param reasons the first few reasons for what was kept, each with its subject
  /// @param took how long it took
  record DeployableFinished(
      String name, boolean ok, Tally tally, List<String> reasons, Duration took) implements Event {
    @Override
    public void to(Rendering rendering) {
      rendering.show(this);
    }
  }

  /// A preview can't vouch for something that the script does.
  ///
  /// @param what what it is: a call
  /// @param because why it can't
  /// @param where the place in the source
  record Unvouched(String what, String because, String where) implements Event {
    @Override
    public void to(Rendering rendering) {
      rendering.show(this);
    }
  }

  /// A run was compared with the preview that came just before it.
  ///
  /// @param preview the id of the preview's run
  /// @param notMade what was announced and not made, each with its deployable
  /// @param notAnnounced what was made and not announced, each with its deployable
  /// @param excused how much was made where the preview had said that it can't tell
  record Compared(String preview, List<String> notMade, List<String> notAnnounced, int excused)
      implements Event {
    /// Copies the lists.
    public Compared {
      notMade = List.copyOf(notMade);
      notAnnounced = List.copyOf(notAnnounced);
    }

    /// Whether the preview was right.
    ///
    /// @return true if the run made what was announced, and nothing else that the preview could
    ///   tell
    public boolean isRight() {
      return notMade.isEmpty() && notAnnounced.isEmpty();
    }

    @Override
    public void to(Rendering rendering) {
      rendering.show(this);
    }
  }

  /// A run ended.
  ///
  /// @param at when
  /// @param took how long it took
  /// @param tally what it did
  /// @param notRun deployables that would have come after the one that failed
  /// @param failure why it failed, if it did
  record Finished(
      Instant at, Duration took, Tally tally, List<String> notRun, Optional<Failure> failure)
      implements Event {
    @Override
    public void to(Rendering rendering) {
      rendering.show(this);
    }
  }

  /// How many things were changed (or would be), kept, and can't be told.
  ///
  /// @param changed the changes
  /// @param kept what was as wanted
  /// @param unknown what a preview can't tell
  record Tally(int changed, int kept, int unknown) {
    /// Nothing yet.
    public static final Tally NONE = new Tally(0, 0, 0);

    /// Both together.
    ///
    /// @param other another tally
    /// @return the sums
    public Tally plus(Tally other) {
      return new Tally(changed + other.changed, kept + other.kept, unknown + other.unknown);
    }
  }

  /// Why a run failed.
  ///
  /// @param kind the kind of problem, in lower case with hyphens
  /// @param message what went wrong
  /// @param place where, as far as a place in a source is to blame
  /// @param details lines to be shown below: a compiler's or a program's own words, the script's
  ///   own frames
  /// @param hint what to do about it, or an empty string
  record Failure(
      String kind, String message, Optional<Place> place, List<String> details, String hint) {
    /// Why a run failed, or could not begin, when no place in a source is to blame.
    ///
    /// @param problem what went wrong
    /// @return the failure, its kind in lower case with hyphens
    public static Failure of(Problem problem) {
      return new Failure(
          name(problem.kind()),
          problem.message(),
          Optional.empty(),
          problem.details(),
          problem.hint());
    }

    /// The name of a kind of problem, as programs read it.
    ///
    /// @param kind the kind
    /// @return `deployable-failed` and the like
    public static String name(Kind kind) {
      return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// A place in a source.
  ///
  /// @param deployable the deployable that was running
  /// @param where file and line
  /// @param line what that line says
  record Place(String deployable, String where, String line) {}
}
