package troops.cli.command;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.Options;
import troops.cli.console.Clean;
import troops.cli.console.Console;
import troops.cli.event.Event;
import troops.cli.history.Entry;
import troops.cli.node.RemoteState;
import troops.cli.node.Status;
import troops.cli.problem.ExitCode;
import troops.cli.state.Attempts;
import troops.cli.state.Directories;

/// `troops status`: what is deployed on this node, and how it is doing.
final class StatusCommand {
  private static final int COLUMN = 12;

  private final Directories directories;
  private final Session session;
  private final DateTimeFormatter times;

  StatusCommand(Directories directories, Session session, ZoneId zone) {
    this.directories = directories;
    this.session = session;
    this.times = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
  }

  static Options options() {
    Options options = new Options();
    options.addOption(Typed.flag("json", "write one JSON object instead of lines for people"));
    options.addOption(Typed.colourOption());
    options.addOption(Typed.help());
    return options;
  }

  static String explanation() {
    return Help.page(
        """
        Tells what is deployed on this node, and how it is doing.

        Usage: troops status [OPTION]...
        """,
        options(),
        """

        That is: the last run, and one that is going on; what has failed, and how often; when the next
        pull is due, and how the remotes did at the last one; what is wrong.

        Exit codes:
          0   told
          1   this machine is no node, or its state can't be read
          64  the command line makes no sense

        Examples:
          troops status
          troops status --json | jq -r .revision       what is deployed\
        """);
  }

  ExitCode execute(List<String> words) {
    Typed typed = Typed.read("status", options(), words);
    typed.onlyOptions();
    Console console = session.outlet().answering().console(typed.colour());
    if (typed.has("help")) {
      console.data(explanation());
      return ExitCode.DONE;
    }
    directories.node().check();
    Status status = Status.of(directories);
    if (typed.has("json")) {
      console.data(Listing.json(status));
    } else {
      lines(status).forEach(line -> console.data(Clean.line(line)));
    }
    return ExitCode.DONE;
  }

  private List<String> lines(Status status) {
    List<String> lines = new ArrayList<>();
    lines.add(line("node", status.node()));
    lines.add(line("branch", status.branch().orElse("none yet: the first push or pull decides")));
    lines.add(line("deployed", status.deployed().map(StatusCommand::text).orElse("nothing yet")));
    status.last().ifPresent(entry -> lines.add(line("last run", text(entry))));
    status
        .attempts()
        .filter(attempts -> attempts.failures() > 0)
        .ifPresent(attempts -> lines.add(line("failing", text(attempts))));
    lines.add(line("now", status.going().map(Object::toString).orElse("no run is going on")));
    lines.add(
        line(
            "next pull",
            status.nextPull().isEmpty()
                ? "the timer is off (sudo systemctl enable --now troops-pull.timer)"
                : status.nextPull()));
    lines.add(
        line(
            "roles",
            status.roles().isEmpty()
                ? "none by settings; troops deploy --list tells those of the script"
                : String.join(", ", status.roles()) + " (by settings)"));
    for (RemoteState remote : status.remotes()) {
      lines.add(line("remote", text(remote)));
    }
    status.problems().forEach(problem -> lines.add(line("problem", problem)));
    return lines;
  }

  private static String line(String name, String text) {
    return name + " ".repeat(COLUMN - name.length()) + text;
  }

  private static String text(Status.Deployment deployed) {
    return deployed.revision().shortened()
        + " \""
        + deployed.title()
        + "\" by "
        + deployed.author()
        + ", "
        + deployed.date();
  }

  private String text(Entry entry) {
    String begun =
        entry
            .started()
            .map(started ->
                times.format(started.at())
                    + ", "
                    + started.asked().via()
                    + " by "
                    + started.asked().user()
                    + ", "
                    + started.what().revision().substring(0, 10))
            .orElse("");
    String why = entry.failure().map(Event.Failure::message).map(": "::concat).orElse("");
    return entry.outcome() + " (" + begun + ", " + entry.run() + ")" + why;
  }

  private String text(Attempts attempts) {
    String times = attempts.failures() == 1 ? "once, at " : attempts.failures() + " times since ";
    return attempts.revision().substring(0, 10)
        + " has failed "
        + times
        + this.times.format(Instant.ofEpochSecond(attempts.since()))
        + ": "
        + attempts.failure();
  }

  private String text(RemoteState remote) {
    if (remote.at() == 0) {
      return remote.name() + " " + remote.url() + ", not fetched yet";
    }
    String how = remote.failure().isEmpty() ? "fetched " : "not fetched ";
    String why = remote.failure().isEmpty() ? "" : ": " + remote.failure();
    return remote.name()
        + " "
        + remote.url()
        + ", "
        + how
        + times.format(Instant.ofEpochSecond(remote.at()))
        + why;
  }
}
