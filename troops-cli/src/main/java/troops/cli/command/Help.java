package troops.cli.command;

import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/// What `--help` prints.
final class Help {
  private static final int COLUMN = 26;

  private Help() {}

  static String tool() {
    return """
    Troops deploys software onto this machine: plain Java, kept in Git.

    Usage: troops COMMAND [OPTION]...

    Commands:
      deploy        carry out a repository's deploy.java on this machine
      log           the runs that were, and one of them as it was told
      version       print the version
      help          print this, or with a command its help

    Options of all commands:
      --help        explain the command

    Environment:
      TROOPS_DIRECTORY      keep state, cache, records and settings below this directory,
                            instead of /var/lib/troops and /etc/troops (root) or the XDG
                            directories (anybody else)
      NO_COLOR              no colour

    Examples:
      troops deploy --repository=. --check    what would be changed here?
      troops deploy --repository=.            change it
      troops log                              what was deployed, and how did it end?
      troops deploy --help                    explain deploy\
    """;
  }

  static String deploy() {
    StringBuilder text =
        new StringBuilder(
            """
            Carries out a repository's deploy.java on this machine: what is deployed is a commit.

            Usage: troops deploy [OPTION]...

            Options:
            """);
    describe(DeployOptions.options(), text);
    return text.append(
            """

            TIME is a number of seconds, or one followed by s, m or h.

            Exit codes:
              0   done, or nothing to do
              1   the deployment failed
              2   with --detailed-exitcode: there are changes, or a preview can't tell
              64  the command line makes no sense
              75  another run holds the lock

            Examples:
              troops deploy                                     the repository here
              troops deploy --repository=/srv/deploy --check --diff
                                                                what would be changed, as diffs
              troops deploy --list                              what would run here, and why
              troops deploy --worktree --only=tmux              try one thing before committing it
              sudo troops deploy --role=interactive             as root, with a role\
            """)
        .toString();
  }

  static String log() {
    StringBuilder text =
        new StringBuilder(
            """
            Lists the runs that were, newest first; with RUN, shows that run as it was told.

            Usage: troops log [OPTION]... [RUN]

            RUN is the id of a run, or the beginning of one, or 'last'.

            Options:
            """);
    describe(LogOptions.options(), text);
    return text.append(
            """

            A + behind a revision: files of the work tree were deployed on top of it.

            Exit codes:
              0   done, also if there are no runs yet
              1   there is no such run, or the records can't be read
              64  the command line makes no sense

            Examples:
              troops log                                        the last 20 runs
              troops log -n 100 --failed                        what went wrong, further back
              troops log last                                   the newest run as it was told
              troops log last --diff                            with the texts that it changed
              troops log 20260131-2359 --json                   the record of one run\
            """)
        .toString();
  }

  private static void describe(Options options, StringBuilder text) {
    for (Option option : options.getOptions()) {
      String words = "  " + (option.getOpt() == null ? "" : "-" + option.getOpt() + ", ");
      words += "--" + option.getLongOpt() + (option.hasArg() ? "=" + option.getArgName() : "");
      String gap =
          words.length() < COLUMN ? " ".repeat(COLUMN - words.length()) : "\n" + " ".repeat(COLUMN);
      text.append(words).append(gap).append(option.getDescription()).append('\n');
    }
  }
}
