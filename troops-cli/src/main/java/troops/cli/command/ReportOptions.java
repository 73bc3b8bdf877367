package troops.cli.command;

import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.Options;

/// What was typed after `troops report`.
///
/// @param run what a run is called that is to be shown; if there is none, all are
/// @param help whether only to explain the command
record ReportOptions(Optional<String> run, boolean help) {
  static Options options() {
    Options options = new Options();
    options.addOption(Typed.flag("all", "show all runs that are recorded"));
    options.addOption(Typed.help());
    return options;
  }

  static String explanation() {
    return Help.page(
        """
        Writes runs to standard output as one page for a browser, which needs no server and no network.

        Usage: troops report [OPTION]... [RUN]

        RUN is the id of a run, or the beginning of one, or 'last'.
        """,
        options(),
        """

        The page has the runs on a time line, their changes with diffs, the slowest deployables, what
        was drift, and why runs failed. It shows what the records have, texts of files included: mind
        who gets to see it.

        Exit codes:
          0   done
          1   there is no such run, or the records can't be read
          64  the command line makes no sense

        Examples:
          troops report last > page.html             the newest run
          troops report --all > page.html            all that there are
          troops report 20260131-2359 > page.html    one by its id\
        """);
  }

  /// Reads what was typed.
  ///
  /// @param words the words after `report`
  /// @return what they mean
  /// @throws troops.cli.problem.Problem if they mean nothing (`USAGE`)
  static ReportOptions parse(List<String> words) {
    Typed typed = Typed.read("report", options(), words);
    List<String> runs = typed.words();
    boolean help = typed.has("help");
    boolean one = runs.size() == 1 && !runs.contains("");
    if (!help && (typed.has("all") ? !runs.isEmpty() : !one)) {
      throw typed.refused("troops report shows one run, or --all of them");
    }
    return new ReportOptions(runs.stream().findFirst(), help);
  }
}
