package troops.cli.requirement.maven;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Exclusion;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Writer;
import troops.cli.requirement.Place;
import troops.cli.requirement.Substitute;

/// What a project needs, as a pom that needs no other.
final class FlatPom {
  private final Model flat = new Model();
  private final List<String> needs = new ArrayList<>();

  private FlatPom(Model model) {
    flat.setModelVersion("4.0.0");
    flat.setGroupId(model.getGroupId());
    flat.setArtifactId(model.getArtifactId());
    flat.setVersion(model.getVersion());
  }

  private String name() {
    return flat.getGroupId() + ":" + flat.getArtifactId() + ":" + flat.getVersion();
  }

  /// What it needs when it is used.
  ///
  /// @param model its effective model
  static Substitute used(Model model, Place place) {
    FlatPom pom = new FlatPom(model);
    for (Dependency dependency : model.getDependencies()) {
      if (isAtRun(dependency)) {
        pom.flat.addDependency(dependency);
        pom.needs.add(pom.name() + " needs " + line(dependency));
      }
    }
    if (pom.needs.isEmpty()) {
      pom.needs.add(pom.name() + " needs nothing");
    }
    pom.needs.addAll(toBuild(model, pom.name()));
    return pom.substitute(place);
  }

  /// What it needs when it is built, if that is more: what is optional, and what those who use it
  /// provide.
  ///
  /// @param model its effective model
  static Optional<Substitute> built(Model model, Place place) {
    FlatPom pom = new FlatPom(model);
    pom.needs.addAll(toBuild(model, pom.name()));
    for (Dependency dependency : model.getDependencies()) {
      if (isAtRun(dependency) || isToBuild(dependency)) {
        Dependency needed = dependency.clone();
        needed.setScope("compile");
        needed.setOptional(false);
        pom.flat.addDependency(needed);
      }
    }
    return pom.needs.isEmpty() ? Optional.empty() : Optional.of(pom.substitute(place));
  }

  private static List<String> toBuild(Model model, String name) {
    return model.getDependencies().stream()
        .filter(FlatPom::isToBuild)
        .map(dependency -> name + " is built with " + line(dependency))
        .toList();
  }

  private static boolean isAtRun(Dependency dependency) {
    String scope = dependency.getScope() == null ? "compile" : dependency.getScope();
    return !dependency.isOptional() && (scope.equals("compile") || scope.equals("runtime"));
  }

  private static boolean isToBuild(Dependency dependency) {
    return !isAtRun(dependency) && !"test".equals(dependency.getScope());
  }

  private static String line(Dependency dependency) {
    StringBuilder line = new StringBuilder();
    line.append(dependency.getGroupId()).append(':').append(dependency.getArtifactId());
    line.append(':').append(dependency.getVersion());
    if (dependency.getClassifier() != null || !dependency.getType().equals("jar")) {
      line.append(':').append(dependency.getType());
    }
    if (dependency.getClassifier() != null) {
      line.append(':').append(dependency.getClassifier());
    }
    String separator = "; exclude ";
    for (Exclusion exclusion : dependency.getExclusions()) {
      line.append(separator).append(exclusion.getGroupId());
      line.append(':').append(exclusion.getArtifactId());
      separator = ", ";
    }
    return line.toString();
  }

  private Substitute substitute(Place place) {
    StringWriter text = new StringWriter();
    try {
      new MavenXpp3Writer().write(text, flat);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Substitute(
        flat.getGroupId(), flat.getArtifactId(), flat.getVersion(), text.toString(), needs, place);
  }
}
