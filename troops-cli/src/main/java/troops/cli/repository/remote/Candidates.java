package troops.cli.repository.remote;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.repository.Candidate;
import troops.cli.repository.Git;
import troops.cli.repository.Revision;

/// Chooses among the branches of remotes. Starts no program where all have the deployed revision.
final class Candidates {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final FetchRepository repository;
  private final Path deployedGit;
  private final List<Warning> warnings = new ArrayList<>();

  Candidates(FetchRepository repository, Path deployedGit) {
    this.repository = repository;
    this.deployedGit = deployedGit;
  }

  /// How a revision stands to the deployed one.
  private enum Standing {
    AHEAD,
    SAME_OR_BEHIND,
    DIVERGED
  }

  Choice choose(List<Fetched> all, Optional<String> name, Optional<Revision> deployed) {
    List<Fetched> fetched = all.stream().filter(one -> one.failure().isEmpty()).toList();
    Optional<String> branch = name.or(() -> head(fetched));
    if (branch.isEmpty()) {
      return new Choice(Optional.empty(), warnings);
    }
    Map<Revision, List<String>> revisions = revisions(fetched, branch.get());
    Set<Revision> ahead = new LinkedHashSet<>();
    revisions.forEach((revision, remotes) -> {
      if (isAhead(revision, remotes, branch.get(), deployed)) {
        ahead.add(revision);
      }
    });
    List<Revision> tips = ahead.size() < 2 ? List.copyOf(ahead) : tips(ahead);
    if (tips.size() > 1) {
      disagree(tips, revisions, branch.get());
    }
    return new Choice(
        tips.stream().findFirst().map(tip -> new Candidate(branch.get(), tip, repository.path())),
        warnings);
  }

  /// The branch of a node that has none: what the first remote that says so calls its main one.
  private Optional<String> head(List<Fetched> fetched) {
    for (Fetched one : fetched) {
      if (one.head().isPresent()
          && repository.branches(one.remote()).containsKey(one.head().get())) {
        return one.head();
      }
    }
    for (Fetched one : fetched) {
      warnings.add(
          new Warning(
              one.remote().name() + " has no branch that its HEAD names",
              "push one there; or push to this node, which decides its branch too"));
    }
    return Optional.empty();
  }

  /// The remotes by what they have, in their order.
  private Map<Revision, List<String>> revisions(List<Fetched> fetched, String branch) {
    Map<Revision, List<String>> revisions = new LinkedHashMap<>();
    for (Fetched one : fetched) {
      repository
          .revision(one.remote(), branch)
          .ifPresentOrElse(
              revision ->
                  revisions
                      .computeIfAbsent(revision, _ -> new ArrayList<>())
                      .add(one.remote().name()),
              () -> lacks(one.remote(), branch));
    }
    return revisions;
  }

  private void lacks(Remote remote, String branch) {
    Set<String> others = repository.branches(remote).keySet();
    String some = String.join(", ", others.stream().limit(3).toList());
    warnings.add(
        new Warning(
            remote.name() + " has no branch " + branch,
            others.isEmpty()
                ? "nothing has been pushed there yet"
                : "this node deploys no other; there is "
                    + some
                    + (others.size() > 3 ? " and " + (others.size() - 3) + " more" : "")));
  }

  private boolean isAhead(
      Revision revision, List<String> remotes, String branch, Optional<Revision> deployed) {
    if (deployed.isEmpty()) {
      return true;
    }
    Standing standing = standing(deployed.get(), revision);
    if (standing == Standing.DIVERGED) {
      warnings.add(
          new Warning(
              branch
                  + " of "
                  + String.join(", ", remotes)
                  + ", "
                  + revision.shortened()
                  + ", is not a fast-forward of "
                  + deployed.get().shortened()
                  + ", which is deployed",
              "merge what is deployed into it, and push that there"));
    }
    return standing == Standing.AHEAD;
  }

  /// A remote's history is in the repository as a whole: if the deployed revision isn't there, then
  /// it isn't part of it. Whether the remote's is part of the deployed one's, the other repository
  /// knows.
  private Standing standing(Revision deployed, Revision revision) {
    if (revision.equals(deployed)) {
      return Standing.SAME_OR_BEHIND;
    }
    String both = deployed.id() + "..." + revision.id();
    Git.Answer answer =
        repository
            .git()
            .ask(LIMIT, Map.of(), List.of("rev-list", "--left-right", "--count", both, "--"));
    if (answer.exitCode() == 0) {
      String[] counts = answer.text().strip().split("\t", -1);
      if (counts[0].equals("0")) {
        return Standing.AHEAD;
      }
      return counts[1].equals("0") ? Standing.SAME_OR_BEHIND : Standing.DIVERGED;
    }
    if (answer.late() || repository.has(deployed)) {
      throw refused("rev-list", answer);
    }
    return isBehind(deployed, revision) ? Standing.SAME_OR_BEHIND : Standing.DIVERGED;
  }

  private boolean isBehind(Revision deployed, Revision revision) {
    List<String> question = List.of("merge-base", "--is-ancestor", revision.id(), deployed.id());
    return new Git(deployedGit, deployedGit).ask(LIMIT, Map.of(), question).exitCode() == 0;
  }

  /// Those that are in no other's history, in their order.
  private List<Revision> tips(Set<Revision> revisions) {
    List<String> question = new ArrayList<>(List.of("merge-base", "--independent"));
    revisions.forEach(revision -> question.add(revision.id()));
    Git.Answer answer = repository.git().ask(LIMIT, Map.of(), question);
    if (answer.exitCode() != 0) {
      throw refused("merge-base", answer);
    }
    List<String> tips = answer.text().lines().toList();
    return revisions.stream().filter(revision -> tips.contains(revision.id())).toList();
  }

  private void disagree(List<Revision> tips, Map<Revision, List<String>> revisions, String branch) {
    List<String> sides = new ArrayList<>();
    for (Revision tip : tips) {
      String remotes = String.join(", ", revisions.getOrDefault(tip, List.of()));
      sides.add(remotes + " (" + tip.shortened() + ")");
    }
    warnings.add(
        new Warning(
            "the remotes' " + branch + " has diverged: " + String.join(", ", sides),
            "the first one counts; merge one into the other, and push that to all of them"));
  }

  private Problem refused(String command, Git.Answer answer) {
    return new Problem(
        Kind.GIT_FAILED,
        "git " + command + ": the fetched branches can't be compared",
        answer.errors().stream().limit(20).toList(),
        "delete " + repository.path() + ": the next pull makes it again",
        null);
  }
}
