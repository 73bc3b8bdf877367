package troops.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import troops.cli.console.Clean;
import troops.cli.console.Console;
import troops.cli.console.Console.Style;
import troops.cli.problem.ExitCode;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.requirement.Resolution;
import troops.cli.requirement.lock.WorkTree;
import troops.cli.run.Toolbox;

/// `troops requirements`: shows, locks or vendors the libraries of a work tree.
final class RequirementsCommand {
  private final Toolbox tools;
  private final Session session;

  RequirementsCommand(Toolbox tools, Session session) {
    this.tools = tools;
    this.session = session;
  }

  ExitCode execute(List<String> words) {
    RequirementsOptions options = RequirementsOptions.parse(words);
    Console console = session.outlet().console(options.colour());
    if (options.help()) {
      console.data(RequirementsOptions.explanation());
      return ExitCode.DONE;
    }
    if (options.verb() == RequirementsOptions.Verb.VENDOR) {
      // requirements.txt may name it already.
      make(options);
    }
    WorkTree workTree =
        new WorkTree(
            tools.libraries(),
            options.directory(),
            tools::workshop,
            line -> console.say(Style.PLAIN, line));
    switch (options.verb()) {
      case TREE -> tree(workTree.tree(), List.of(), options, console);
      case LOCK -> tell(workTree.lock(options.update(), options.updateAll()), options, console);
      case VENDOR -> {
        int files = workTree.vendor(options.vendor());
        if (options.json()) {
          console.data(Listing.vendored(options.vendor(), files));
        } else {
          console.data(Clean.line(options.vendor() + " has " + files + " files"));
        }
      }
    }
    return console.hasLostData() ? ExitCode.FAILED : ExitCode.DONE;
  }

  private static void make(RequirementsOptions options) {
    try {
      Files.createDirectories(options.vendor());
    } catch (IOException e) {
      throw new Problem(
          Kind.UNREADABLE, "cannot make " + options.vendor() + ": " + e, List.of(), "", e);
    }
  }

  /// As Maven and many others draw trees.
  ///
  /// @param above for each node above, whether it was the last of its siblings
  private static void tree(
      List<Resolution.Node> nodes,
      List<Boolean> above,
      RequirementsOptions options,
      Console console) {
    for (int i = 0; i < nodes.size(); i++) {
      Resolution.Node node = nodes.get(i);
      boolean last = i == nodes.size() - 1;
      if (options.json()) {
        console.data(Listing.json(node, above.size()));
      } else {
        StringBuilder line = new StringBuilder();
        for (int depth = 1; depth < above.size(); depth++) {
          line.append(above.get(depth) ? "   " : "|  ");
        }
        if (!above.isEmpty()) {
          line.append(last ? "\\- " : "+- ");
        }
        line.append(node.coordinates().isEmpty() ? node.origin() : node.coordinates());
        if (!node.coordinates().isEmpty() && !node.origin().isEmpty()) {
          line.append(" (built from ").append(node.origin()).append(')');
        }
        if (!node.because().isEmpty()) {
          line.append(" (").append(node.because()).append(')');
        }
        console.data(Clean.line(line.toString()));
      }
      List<Boolean> below = new ArrayList<>(above);
      below.add(last);
      tree(node.needs(), below, options, console);
    }
  }

  private static void tell(WorkTree.Locked locked, RequirementsOptions options, Console console) {
    if (options.json()) {
      console.data(Listing.json(locked));
      return;
    }
    locked.changes().forEach(change -> console.data(Clean.line(change)));
    console.data(
        Clean.line(
            locked.changes().isEmpty()
                ? locked.path() + " is as it should be"
                : locked.path() + " names " + locked.files() + " files: commit it"));
  }
}
