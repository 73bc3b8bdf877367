package troops.cli.command;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.Options;
import troops.cli.console.Console;
import troops.cli.problem.ExitCode;
import troops.cli.state.Directories;
import troops.cli.state.Holder;
import troops.cli.state.Lock;

/// `troops stop`: ends the run that is going on. It is recorded as failed, and no branch moves.
final class StopCommand {
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final Duration SILENCE = Duration.ofSeconds(9);

  private final Directories directories;
  private final Session session;

  StopCommand(Directories directories, Session session) {
    this.directories = directories;
    this.session = session;
  }

  static Options options() {
    Options options = new Options();
    options.addOption(Typed.help());
    return options;
  }

  static String explanation() {
    return Help.page(
        """
        Ends the run that is going on, and waits for its end.

        Usage: troops stop
        """,
        options(),
        """

        Programs that must not be ended half-way, such as apt and dpkg, are waited for; nothing that
        comes after them is begun. The run has failed then, and the branch stays where it is.
        A pull that is still fetching leaves no record.

        Exit codes:
          0   the run has ended, or none was going on
          1   it has not ended after 20 minutes
          64  the command line makes no sense

        Examples:
          troops stop\
        """);
  }

  ExitCode execute(List<String> words) {
    Typed typed = Typed.read("stop", options(), words);
    typed.onlyOptions();
    Console console = session.outlet().console("auto");
    if (typed.has("help")) {
      console.data(explanation());
      return ExitCode.DONE;
    }
    Optional<Holder> holder = Lock.holder(directories.state());
    if (holder.isEmpty()) {
      console.say("no run is going on");
      return ExitCode.DONE;
    }
    console.say("stopping " + holder.get());
    ProcessHandle.of(holder.get().pid()).ifPresent(ProcessHandle::destroy);
    return await(holder.get(), console);
  }

  private ExitCode await(Holder holder, Console console) {
    long begin = System.nanoTime();
    long said = begin;
    while (Lock.stillHolding(directories.state(), holder).isPresent()) {
      long now = System.nanoTime();
      if (now - begin > PATIENCE.toNanos()) {
        console.say("it has not ended yet: troops attach --verbose shows what it waits for");
        return ExitCode.FAILED;
      }
      if (now - said > SILENCE.toNanos()) {
        console.say("waiting for what it runs to end (" + (now - begin) / 1_000_000_000 + " s)");
        said = now;
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return ExitCode.FAILED;
      }
    }
    console.say("stopped; troops log last shows how far it came");
    return ExitCode.DONE;
  }
}
