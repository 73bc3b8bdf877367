package troops.cli.requirement;

import java.util.ArrayList;
import java.util.List;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.requirement.version.Versions;

/// What `requirements.txt` says, and the files that it reads in.
///
/// @param name what the file is called in messages
/// @param list the libraries in the order of their lines, each once
/// @param constraints versions of libraries, for whatever needs them
/// @param boms libraries whose poms manage versions, the first to name a library first
/// @param loads libraries that the script may load while it is at work
/// @param sources where libraries are looked for
/// @param editables sources that are built, in the order of their lines
/// @param substitutes what is known of those of them that replace libraries, once it is known
public record Requirements(
    String name,
    List<Requirement> list,
    List<Requirement> constraints,
    List<Requirement> boms,
    List<Requirement> loads,
    Sources sources,
    List<Editable> editables,
    List<Substitute> substitutes) {
  /// What a line of sources begins with.
  public static final String EDITABLE = "-e ";

  /// Of a deployment that names none.
  ///
  /// @param name what the file would be called
  /// @return no requirements
  public static Requirements none(String name) {
    return new Requirements(
        name,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Sources(List.of(), true, false),
        List.of(),
        List.of());
  }

  /// Copies the lists.
  public Requirements {
    list = List.copyOf(list);
    constraints = List.copyOf(constraints);
    boms = List.copyOf(boms);
    loads = List.copyOf(loads);
    editables = List.copyOf(editables);
    substitutes = List.copyOf(substitutes);
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

  /// No requirements.
  ///
  /// @param place what stands for them in messages
  static Requirements nothingAt(Place place) {
    return none(place.toString());
  }

  /// The same with other libraries.
  Requirements with(List<Requirement> others) {
    return new Requirements(
        name, others, constraints, boms, loads, sources, editables, substitutes);
  }

  /// One library, with what is said of versions here, and what is built from sources in the place
  /// of what it needs.
  ///
  /// @param one the library
  /// @param settled versions that count before those
  /// @return requirements of nothing else
  public Requirements of(Requirement one, List<Requirement> settled) {
    List<Requirement> all = new ArrayList<>(settled);
    all.addAll(constraints);
    return new Requirements(
        name, List.of(one), all, boms, List.of(), sources, List.of(), substitutes);
  }

  /// The same with libraries that are built from sources. They are required: in the place of the
  /// lines that ask for them, or before all.
  ///
  /// @param built the libraries
  /// @return requirements
  public Requirements replacedBy(List<Substitute> built) {
    List<Requirement> all = new ArrayList<>(list);
    for (int i = built.size() - 1; i >= 0; i--) {
      Substitute substitute = built.get(i);
      Versions own = new Versions.Exactly(substitute.version());
      int at = 0;
      while (at < all.size() && !isMeant(all.get(at), substitute)) {
        at++;
      }
      if (at < all.size()) {
        all.set(at, all.get(at).in(own));
      } else {
        all.addFirst(
            Requirement.of(substitute.group(), substitute.artifact(), own, substitute.place()));
      }
    }
    return new Requirements(name, all, constraints, boms, loads, sources, editables, built);
  }

  private static boolean isMeant(Requirement requirement, Substitute substitute) {
    return requirement.name().equals(substitute.name())
        && requirement.packaging().equals("jar")
        && requirement.classifier().isEmpty();
  }

  /// Whether a requirement is met by what is built from sources.
  ///
  /// @param requirement the requirement
  /// @return whether it is, whichever version it asks for
  public boolean isReplaced(Requirement requirement) {
    boolean replaced = false;
    for (Substitute substitute : substitutes) {
      replaced |= isMeant(requirement, substitute);
    }
    return replaced;
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
    for (Editable editable : editables) {
      lines.add(EDITABLE.concat(editable.name()));
    }
    for (Substitute substitute : substitutes) {
      lines.addAll(substitute.needs());
    }
    return lines;
  }

  /// Makes the problem of a requirement that can't be had.
  static Problem unresolved(Requirement requirement, String what, String hint) {
    return new Problem(Kind.UNRESOLVED_REQUIREMENT, requirement.place() + ": " + what, hint);
  }
}
