package troops.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import machine.MachineException;
import troops.LibraryLoader;
import troops.cli.event.Event;
import troops.cli.event.EventSink;
import troops.cli.problem.Problem;
import troops.cli.requirement.ClassPath;
import troops.cli.requirement.Place;
import troops.cli.requirement.text.Folder;
import troops.cli.requirement.text.RequirementsReader;
import troops.cli.script.ScriptLoader;
import troops.cli.script.Source;

/// Loads what `deploy.java` asks for while it is at work.
final class Loading implements LibraryLoader {
  /// Where it is called by no source of the script.
  private static final Place UNKNOWN = new Place(Source.MAIN, 1);

  private final Toolbox tools;
  private final Preparation.Ready ready;
  private final EventSink sink;

  /// Loads nothing yet.
  ///
  /// @param tools what the tool brings
  /// @param ready the script that libraries come to
  /// @param sink hears of what takes its time
  Loading(Toolbox tools, Preparation.Ready ready, EventSink sink) {
    this.tools = tools;
    this.ready = ready;
    this.sink = sink;
  }

  @Override
  public synchronized ClassLoader load(String coordinates) {
    try {
      Place place =
          new SourcePlaces(ready.files())
              .here()
              .map(line -> new Place(line.path(), line.number()))
              .orElse(UNKNOWN);
      ClassPath more =
          tools
              .libraries()
              .load(
                  new Folder(ready.files()),
                  RequirementsReader.load(coordinates, place),
                  ready.commits(),
                  tools.terms(),
                  tools::workshop,
                  Event.Waiting.toldTo(List.of(sink))::accept);
      ScriptLoader loader = ready.script().loader();
      loader.add(more.jars(), more.debianAdmin() ? Set.of("debianadmin") : Set.of());
      return loader;
    } catch (Problem e) {
      List<String> lines = new ArrayList<>(List.of(e.message()));
      lines.addAll(e.details());
      throw new MachineException(String.join("\n", lines), e.hint(), e);
    }
  }
}
