package troops.cli.command;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import machine.Machine;
import troops.cli.node.control.Control;
import troops.cli.problem.ExitCode;
import troops.cli.state.NodePlaces;

/// The node's service, which carries out what only root can do, for members of the node's group;
/// and for root too, so that it goes on when root's connection is lost.
final class Service {
  private final NodePlaces places;
  private final Session session;

  Service(NodePlaces places, Session session) {
    this.places = places;
    this.session = session;
  }

  /// Whether runs are to be left to the service: unless this is the service, or root where there is
  /// none.
  boolean carriesOutRuns() {
    return !session.caller().connected() && (!Machine.isRoot() || Files.exists(places.control()));
  }

  /// Whether questions are to be left to the service: what runs have left is root's alone.
  boolean answersQuestions() {
    return places.exist() && !session.caller().connected() && !Machine.isRoot();
  }

  /// Leaves it to the service.
  ///
  /// @param verb the command
  /// @param words the words after it
  ExitCode carryOut(String verb, List<String> words) {
    List<String> all = new ArrayList<>(List.of(verb));
    all.addAll(words);
    Control control = new Control(places.control());
    return ExitCode.of(control.ask(all, session.caller().user(), session.outlet()));
  }
}
