package troops.cli.node;

import java.util.List;
import java.util.Optional;
import troops.cli.event.Event;
import troops.cli.event.EventSink;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.repository.Candidate;
import troops.cli.repository.Deployed;
import troops.cli.repository.Revision;
import troops.cli.run.DriftRequest;
import troops.cli.run.Request;
import troops.cli.run.Run;
import troops.cli.run.Toolbox;
import troops.cli.run.Trace;

/// What is deployed on a node, carried out again.
public final class Redeployment {
  private final Toolbox tools;
  private final Trace trace;
  private final List<EventSink> watchers;
  private final Deployed deployed;

  /// Another time.
  ///
  /// @param tools what the tool brings
  /// @param trace notes where the time goes
  /// @param watchers hear of what happens
  public Redeployment(Toolbox tools, Trace trace, List<EventSink> watchers) {
    this.tools = tools;
    this.trace = trace;
    this.watchers = watchers;
    this.deployed = new Deployed(tools.directories().state());
  }

  /// A run of it that takes no part in what the node deploys: to list deployables.
  ///
  /// @param request what is asked for
  /// @return the run
  /// @throws Problem if nothing is deployed ([Kind#NOTHING_DEPLOYED])
  public Run run(Request request) {
    return new Run(tools, request.of(deployed.path(), revision(deployed.revision()).id()), trace);
  }

  /// The same wish for the roles that it was deployed for.
  ///
  /// @param request what is asked for
  /// @return the request
  public Request forTheSameRoles(Request request) {
    return new DriftRequest(tools.directories()).onNode(deployed.path(), request);
  }

  /// Carries it out.
  ///
  /// @param request what is asked for
  /// @param limited whether the time limit of the request counts, and not that of the settings
  /// @return how it ended
  /// @throws Problem if nothing is deployed ([Kind#NOTHING_DEPLOYED]), or it could not begin
  public Run.Outcome carryOut(Request request, boolean limited) {
    NodeRun.Wish wish =
        new NodeRun.Wish(
            request.mode(),
            request.only(),
            request.roles(),
            request.lockWait(),
            limited ? Optional.of(request.timeLimit()) : Optional.empty(),
            request.offline(),
            new Event.Asked(request.user(), request.via()));
    NodeSettings settings = NodeSettings.read(tools.directories().settings());
    String expected = revision(deployed.revision()).id();
    return new NodeRun(tools, settings, trace, watchers)
        .carryOut(wish, expected, Optional.empty(), this::candidate)
        .outcome()
        .orElseThrow();
  }

  private Optional<Candidate> candidate(NodeRun.Situation now) {
    return Optional.of(
        new Candidate(now.branch().orElseThrow(), revision(now.revision()), deployed.path()));
  }

  private static Revision revision(Optional<Revision> deployed) {
    return deployed.orElseThrow(() ->
        new Problem(
            Kind.NOTHING_DEPLOYED,
            "nothing is deployed on this node yet",
            "push to it, or pull; --repository=. deploys the repository here, once"));
  }
}
