package troops.cli.requirement;

import java.util.ArrayList;
import java.util.List;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

/// What `requirements.txt` says, and the files that it reads in.
///
/// @param name what the file is called in messages
/// @param list the libraries in the order of their lines, each once
/// @param constraints versions of libraries, for whatever needs them
/// @param boms libraries whose poms manage versions, the first to name a library first
/// @param loads libraries that the script may load while it is at work
/// @param sources where libraries are looked for
public record Requirements(
    String name,
    List<Requirement> list,
    List<Requirement> constraints,
    List<Requirement> boms,
    List<Requirement> loads,
    Sources sources) {
  /// Of a deployment that names none.
  ///
  /// @param name what the file would be called
  /// @return no requirements
  public static Requirements none(String name) {
    Sources usual = new Sources(List.of(), true, false);
    return new Requirements(name, List.of(), List.of(), List.of(), List.of(), usual);
  }

  /// Copies the lists.
  public Requirements {
    list = List.copyOf(list);
    constraints = List.copyOf(constraints);
    boms = List.copyOf(boms);
    loads = List.copyOf(loads);
  }

  /// Where libraries are looked for.
  ///
  /// @param repositories in this order, before those of Maven's settings and Maven Central
  /// @param others whether those are asked at all
  /// @param allowHttp whether repositories may be asked without HTTPS
  public record Sources(List<Repository> repositories, boolean others, boolean allowHttp) {
    /// Copies the list.
    public Sources {
      repositories = List.copyOf(repositories);
    }

    /// What they depend on, line by line.
    List<String> lines() {
      List<String> lines = new ArrayList<>();
      for (Repository repository : repositories) {
        lines.add("--repository " + repository.id() + " " + repository.address());
      }
      if (!others) {
        lines.add("--no-index");
      }
      if (allowHttp) {
        lines.add("--allow-http");
      }
      return lines;
    }
  }

  /// The same with other libraries.
  Requirements with(List<Requirement> others) {
    return new Requirements(name, others, constraints, boms, loads, sources);
  }

  /// One library, with what is said of versions here.
  ///
  /// @param one the library
  /// @param settled versions that count before those
  /// @return requirements of nothing else
  public Requirements of(Requirement one, List<Requirement> settled) {
    List<Requirement> all = new ArrayList<>(settled);
    all.addAll(constraints);
    return new Requirements(name, List.of(one), all, boms, List.of(), sources);
  }

  /// What was asked for, in a form that says the same whenever it means the same: no comments, no
  /// file names.
  ///
  /// @return lines
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Requirement requirement : list) {
      lines.add(requirement.line());
    }
    for (Requirement bom : boms) {
      lines.add("-c ".concat(bom.coordinates()));
    }
    for (Requirement constraint : constraints) {
      lines.add("constraint ".concat(constraint.coordinates()));
    }
    for (Requirement load : loads) {
      lines.add("--load ".concat(load.coordinates()));
    }
    return lines;
  }

  /// Makes the problem of a requirement that can't be had.
  static Problem unresolved(Requirement requirement, String what, String hint) {
    return new Problem(Kind.UNRESOLVED_REQUIREMENT, requirement.place() + ": " + what, hint);
  }
}
