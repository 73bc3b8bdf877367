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
      pull          deploy what is new at this node's remotes
      drift         how this machine has moved away from what was deployed
      status        what is deployed on this node, and how it is doing
      log           the runs that were, and one of them as it was told
      report        runs as one page for a browser
      attach        follow the run that is going on
      stop          end the run that is going on, as gently as apt and dpkg need
      init          begin a deployment in a directory
      requirements  show, lock or vendor the libraries of a work tree
      ide           have IntelliJ, VS Code and Eclipse understand a work tree
      version       print the version
      help          print this, or with a command its help

    Options of all commands:
      --help        explain the command

    Environment:
      TROOPS_DEBUG          wait for a debugger at this port of this machine, and only then begin
      TROOPS_DIRECTORY      keep state, cache, records and settings below this directory,
                            instead of /var/lib/troops and /etc/troops (root) or the XDG
                            directories (anybody else)
      NO_COLOR              no colour

    Examples:
      troops deploy --repository=. --check    what would be changed here?
      troops deploy --repository=.            change it
      troops pull                             on a node: deploy what is new
      troops log                              what was deployed, and how did it end?
      troops deploy --help                    explain deploy\
    """;
  }

  /// The help of a command.
  ///
  /// @param head what it does, and how it is typed
  /// @param options its options
  /// @param tail what else there is to know, ending with examples
  static String page(String head, Options options, String tail) {
    StringBuilder text = new StringBuilder(head).append("\nOptions:\n");
    describe(options, text);
    return text.append(tail).toString();
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
