package troops.cli.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import machine.Machine;
import machine.MachineException;
import machine.Mode;
import org.jspecify.annotations.Nullable;
import troops.LibraryLoader;
import troops.Node;
import troops.Troops;
import troops.cli.event.Event;
import troops.cli.script.Source;
import troops.cli.state.Lock;

/// The scripts of a run, one after the other: `prepare.java`, if there is one, then `deploy.java`.
final class Stages implements LibraryLoader {
  private final Request request;
  private final Node node;
  private final Broadcast sink;
  private final Trace trace;
  private final Optional<Lock> lock;
  private final Supplier<Event.Origin> origins;
  private final Heartbeat heartbeat;
  private @Nullable RunListener listener;
  private volatile @Nullable LibraryLoader libraries;
  private volatile List<Deployment> begun = List.of();

  /// None has begun.
  ///
  /// @param request what was asked for
  /// @param node the node
  /// @param sink hears of what happens
  /// @param trace notes where the time goes
  /// @param lock the lock that the run holds, if it does
  /// @param origins tells where changes come from; asked once, if something is changed
  Stages(
      Request request,
      Node node,
      Broadcast sink,
      Trace trace,
      Optional<Lock> lock,
      Supplier<Event.Origin> origins) {
    this.origins = origins;
    this.request = request;
    this.node = node;
    this.sink = sink;
    this.trace = trace;
    this.lock = lock;
    this.heartbeat = new Heartbeat(sink, this::running);
  }

  /// A deployment that is about to begin. From the first on, this process belongs to the scripts:
  /// what they print becomes events, and what they ask of the machine and the node is answered.
  ///
  /// @param ready the script
  /// @param loader loads libraries for it; nothing for a script that others come after
  Deployment begin(Preparation.Ready ready, Optional<LibraryLoader> loader) {
    libraries = loader.orElse(null);
    RunListener hears = listener;
    if (hears == null) {
      hears = new RunListener(sink, new SourcePlaces(ready.files()), heartbeat, lock, origins);
      listener = hears;
      Machine.begin(new Machine(request.mode(), hears, Path.of("/"), ready.files()));
      Troops.begin(node, this);
    } else {
      node.reopen();
    }
    Event.Tally before = tally();
    boolean doubtful = request.mode() == Mode.PREVIEW && before.changed() + before.unknown() > 0;
    Deployment.Stage stage =
        new Deployment.Stage(ready.script(), loader.isPresent(), choices(), doubtful);
    Deployment deployment = new Deployment(request, node, stage, hears, trace);
    List<Deployment> all = new ArrayList<>(begun);
    all.add(deployment);
    begun = List.copyOf(all);
    deployment.takeStreams();
    return deployment;
  }

  @Override
  public ClassLoader load(String coordinates) {
    LibraryLoader now = libraries;
    if (now == null) {
      throw new MachineException(
          Source.PREPARE + " comes before libraries are looked for: " + coordinates,
          "load it in " + Source.MAIN);
    }
    return now.load(coordinates);
  }

  /// What is being carried out; an empty string if nothing has begun.
  private String running() {
    List<Deployment> now = begun;
    return now.isEmpty() ? "" : now.getLast().running();
  }

  /// What was done so far.
  Event.Tally tally() {
    Event.Tally tally = Event.Tally.NONE;
    for (Deployment deployment : begun) {
      tally = tally.plus(deployment.tally());
    }
    return tally;
  }

  /// The deployables that have not begun, of the script that was the last to begin.
  List<String> notRun() {
    List<Deployment> now = begun;
    return now.isEmpty() ? List.of() : now.getLast().notRun();
  }

  /// All deployables of the scripts that have begun, and whether they run.
  List<Selection.Choice> choices() {
    List<Selection.Choice> choices = new ArrayList<>();
    for (Deployment deployment : begun) {
      deployment.selection().ifPresent(selection -> choices.addAll(selection.all()));
    }
    return choices;
  }
}
