package troops.cli.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import troops.cli.event.Event;
import troops.cli.history.Earlier;
import troops.cli.history.History;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.repository.Repository;
import troops.cli.state.Directories;

/// Asks once more for what was deployed before: the same revision, for the same roles.
public final class DriftRequest {
  private final Directories directories;

  /// Looks in the records of runs.
  ///
  /// @param directories where they lie
  public DriftRequest(Directories directories) {
    this.directories = directories;
  }

  /// What the last run that succeeded has carried out, of a repository that is nobody's in
  /// particular.
  ///
  /// @param wish names the repository, and says how it is to be carried out
  /// @return the same wish for that revision and those roles
  /// @throws Problem if nothing was deployed from there, or the files of a work tree were
  ///   ([Kind#NOTHING_DEPLOYED])
  public Request here(Request wish) {
    Repository repository = Repository.open(wish.repository());
    String top = repository.top().toString();
    Event.Deployed what =
        deployed(top, repository.folder())
            .orElseThrow(() ->
                new Problem(
                    Kind.NOTHING_DEPLOYED,
                    "nothing was deployed here from " + top + " yet",
                    "troops deploy --check previews what it would change"));
    if (what.worktree()) {
      throw new Problem(
          Kind.NOTHING_DEPLOYED,
          "what was deployed last from " + top + " is no revision: it was taken from the work tree",
          "troops deploy --worktree --check compares with the files as they are now");
    }
    return wish.of(wish.repository(), what.revision(), what.roles());
  }

  /// What is deployed on a node, whose own repository says which revision that is.
  ///
  /// @param deployed the path of that repository
  /// @param wish how it is to be carried out
  /// @return the same wish for the roles that it was deployed for, as far as the records know
  public Request onNode(Path deployed, Request wish) {
    List<String> roles =
        deployed(deployed.toString(), "").map(Event.Deployed::roles).orElse(List.of());
    return wish.of(wish.repository(), wish.revision(), roles);
  }

  private Optional<Event.Deployed> deployed(String repository, String folder) {
    return new Earlier(History.of(directories))
        .deployed(new Event.Deployed(repository, folder, "", false, ""))
        .map(Event.Started::what);
  }
}
