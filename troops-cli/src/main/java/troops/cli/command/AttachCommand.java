package troops.cli.command;

import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.Options;
import troops.cli.console.Console;
import troops.cli.event.Event;
import troops.cli.event.EventReader;
import troops.cli.event.EventSink;
import troops.cli.history.History;
import troops.cli.problem.ExitCode;
import troops.cli.state.Directories;
import troops.cli.state.Holder;
import troops.cli.state.Lock;

/// `troops attach`: follows the run that is going on, from its beginning to its end.
final class AttachCommand {
  private final Directories directories;
  private final Session session;

  AttachCommand(Directories directories, Session session) {
    this.directories = directories;
    this.session = session;
  }

  static Options options() {
    Options options = new Options();
    Show.add(options, "show what programs write");
    options.addOption(Typed.help());
    return options;
  }

  static String explanation() {
    return Help.page(
        """
        Follows the run that is going on, from its beginning to its end.

        Usage: troops attach [OPTION]...
        """,
        options(),
        """

        The run doesn't notice, and goes on when you leave with Ctrl-C.

        Exit codes:
          0   the run succeeded, or none is going on
          1   the run failed
          64  the command line makes no sense

        Examples:
          troops attach
          troops attach --verbose            with what apt and others write\
        """);
  }

  ExitCode execute(List<String> words) {
    Typed typed = Typed.read("attach", options(), words);
    typed.onlyOptions();
    Show show = Show.read(typed);
    Console console = session.outlet().console(show.colour());
    if (typed.has("help")) {
      console.data(explanation());
      return ExitCode.DONE;
    }
    Optional<Holder> holder = Lock.holder(directories.state());
    if (holder.isEmpty()) {
      console.say("no run is going on; the last one: troops log last");
      return ExitCode.DONE;
    }
    return follow(holder.get(), show.watcher(console), console);
  }

  /// Follows a run to its end.
  private ExitCode follow(Holder holder, EventSink watcher, Console console) {
    Optional<Holder> begun = begun(holder);
    if (begun.isEmpty()) {
      console.say(holder + " had nothing to carry out");
      return ExitCode.DONE;
    }
    Follower follower = new Follower(watcher);
    boolean ended =
        History.of(directories).follow(begun.get().run(), () -> isHolding(holder), follower::hear);
    if (!ended) {
      console.say(holder + " has ended without a word");
    }
    return ended && !follower.failed ? ExitCode.DONE : ExitCode.FAILED;
  }

  /// A pull knows what it carries out only after it has fetched its remotes.
  private Optional<Holder> begun(Holder holder) {
    Optional<Holder> now = Optional.of(holder);
    while (now.isPresent() && now.get().run().isEmpty()) {
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
      now = Lock.stillHolding(directories.state(), holder);
    }
    return now;
  }

  private boolean isHolding(Holder holder) {
    return Lock.stillHolding(directories.state(), holder).isPresent();
  }

  /// Hands on what is read, and remembers how it ends.
  private static final class Follower {
    private final EventSink watcher;
    private boolean failed;

    Follower(EventSink watcher) {
      this.watcher = watcher;
    }

    void hear(EventReader.Line line) {
      line.event()
          .ifPresent(event -> {
            failed |= event instanceof Event.Finished end && end.failure().isPresent();
            watcher.hear(event);
          });
    }
  }
}
