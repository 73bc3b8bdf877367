package troops.cli.requirement.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import troops.cli.requirement.Resolution.Reading.Unfit;

/// Whether javac alone makes of a project's sources what Maven would. A plugin stands in the way if
/// it is carried out before the jar is made, unless it is known to make nothing that gets into the
/// jar and matters there.
final class BuildRules {
  private static final String COMPILER = "org.apache.maven.plugins:maven-compiler-plugin";
  private static final String BUNDLE = "org.apache.felix:maven-bundle-plugin";

  /// A bundle is a jar whose manifest says more.
  private static final Set<String> PACKAGINGS = Set.of("jar", "bundle");

  /// Plugins of Apache Maven, without `maven-` and `-plugin`: they check, test, pack, document or
  /// publish, or add the texts of licences.
  private static final Set<String> MAVENS_OWN =
      Set.of(
          "artifact",
          "assembly",
          "changes",
          "checkstyle",
          "clean",
          "compiler",
          "deploy",
          "enforcer",
          "failsafe",
          "gpg",
          "help",
          "install",
          "invoker",
          "jar",
          "jarsigner",
          "javadoc",
          "jxr",
          "pmd",
          "project-info-reports",
          "release",
          "remote-resources",
          "resources",
          "scm",
          "scm-publish",
          "site",
          "source",
          "surefire",
          "surefire-report",
          "toolchains",
          "wrapper");

  /// The same of others. Those that write a manifest or a module descriptor for the jar are among
  /// them: scripts use class paths, which know neither.
  private static final Set<String> HARMLESS =
      Set.of(
          "biz.aQute.bnd:bnd-maven-plugin",
          "com.diffplug.spotless:spotless-maven-plugin",
          "com.github.ekryd.sortpom:sortpom-maven-plugin",
          "com.github.siom79.japicmp:japicmp-maven-plugin",
          "com.github.spotbugs:spotbugs-maven-plugin",
          "com.mycila:license-maven-plugin",
          "com.spotify.fmt:fmt-maven-plugin",
          "de.thetaphi:forbiddenapis",
          "net.revelc.code.formatter:formatter-maven-plugin",
          "net.revelc.code:impsort-maven-plugin",
          "org.apache.commons:commons-build-plugin",
          "org.apache.commons:commons-release-plugin",
          "org.apache.rat:apache-rat-plugin",
          "org.codehaus.mojo:animal-sniffer-maven-plugin",
          "org.codehaus.mojo:buildnumber-maven-plugin",
          "org.codehaus.mojo:flatten-maven-plugin",
          "org.codehaus.mojo:license-maven-plugin",
          "org.codehaus.mojo:versions-maven-plugin",
          "org.cyclonedx:cyclonedx-maven-plugin",
          "org.eluder.coveralls:coveralls-maven-plugin",
          "org.jacoco:jacoco-maven-plugin",
          "org.moditect:moditect-maven-plugin",
          "org.owasp:dependency-check-maven",
          "org.revapi:revapi-maven-plugin",
          "org.sonarsource.scanner.maven:sonar-maven-plugin",
          "org.sonatype.central:central-publishing-maven-plugin",
          "org.sonatype.plugins:nexus-staging-maven-plugin",
          "org.spdx:spdx-maven-plugin");

  /// Plugins of which only some goals make something, by what those begin with.
  private static final Map<String, String> HARMFUL_GOALS =
      Map.of(
          "org.apache.maven.plugins:maven-dependency-plugin", "unpack",
          "org.codehaus.mojo:build-helper-maven-plugin", "add-");

  /// Executions of plugins that could do anything, and do nothing for the jar: Apache Commons has
  /// one that copies licences beside the documentation.
  private static final Set<String> KNOWN =
      Set.of("org.apache.maven.plugins:maven-antrun-plugin javadoc.resources");

  /// What is carried out when the jar is there, only for tests, or never.
  private static final Set<String> ELSEWHERE =
      Set.of(
          "none",
          "pre-clean",
          "clean",
          "post-clean",
          "generate-test-sources",
          "process-test-sources",
          "generate-test-resources",
          "process-test-resources",
          "test-compile",
          "process-test-classes",
          "test",
          "pre-integration-test",
          "integration-test",
          "post-integration-test",
          "verify",
          "install",
          "deploy",
          "pre-site",
          "site",
          "post-site",
          "site-deploy");

  /// Annotation processors that make nothing: they check.
  private static final Set<String> CHECKERS = Set.of("com.google.errorprone", "com.uber.nullaway");

  private static final String HINT =
      "publish the jar of the fork to a repository in a directory (--repository ./DIRECTORY), and"
          + " require it from there";

  private BuildRules() {}

  /// What stands in the way of building a project with javac alone.
  ///
  /// @param model its effective model
  /// @return nothing if it can be built
  static Optional<Unfit> obstacle(Model model) {
    if (!PACKAGINGS.contains(model.getPackaging())) {
      return Optional.of(packaging(model.getPackaging()));
    }
    for (Dependency dependency : model.getDependencies()) {
      if ("system".equals(dependency.getScope())) {
        return unfit("it needs a file of the machine that it is built on", name(dependency));
      }
    }
    for (Plugin plugin : model.getBuild().getPlugins()) {
      Optional<Unfit> found =
          switch (plugin.getKey()) {
            case COMPILER -> configured(plugin, BuildRules::compiler);
            case BUNDLE -> configured(plugin, BuildRules::bundle);
            default -> obstacle(plugin);
          };
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Unfit packaging(String packaging) {
    return packaging.equals("pom")
        ? new Unfit(
            "its pom has packaging pom, and so no sources",
            List.of(),
            "name the folder of one of its modules: #subdirectory=FOLDER")
        : new Unfit("its pom has packaging " + packaging + ", and not jar", List.of(), HINT);
  }

  private static String name(Dependency dependency) {
    return dependency.getGroupId() + ":" + dependency.getArtifactId();
  }

  private static Optional<Unfit> unfit(String what, String name) {
    return Optional.of(new Unfit(what + ": " + name, List.of(), HINT));
  }

  private static Optional<Unfit> obstacle(Plugin plugin) {
    String name = plugin.getKey();
    for (PluginExecution execution : plugin.getExecutions()) {
      boolean early = execution.getPhase() == null || !ELSEWHERE.contains(execution.getPhase());
      early &= !KNOWN.contains(name + " " + execution.getId());
      for (String goal : execution.getGoals()) {
        if (early && !isHarmless(name, goal)) {
          return unfit("its pom needs a plugin that Troops doesn't carry out", name + ":" + goal);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isHarmless(String plugin, String goal) {
    String own = "org.apache.maven.plugins:maven-";
    boolean known =
        HARMLESS.contains(plugin)
            || (plugin.startsWith(own)
                && MAVENS_OWN.contains(plugin.substring(own.length()).replace("-plugin", "")));
    String harmful = HARMFUL_GOALS.get(plugin);
    return known
        || (harmful != null && (!goal.startsWith(harmful) || goal.startsWith("add-test-")));
  }

  private static Optional<Unfit> configured(
      Plugin plugin, Function<Xpp3Dom, Optional<Unfit>> rule) {
    List<Object> configurations = new ArrayList<>();
    configurations.add(plugin.getConfiguration());
    for (PluginExecution execution : plugin.getExecutions()) {
      if (!execution.getGoals().contains("testCompile")) {
        configurations.add(execution.getConfiguration());
      }
    }
    for (Object configuration : configurations) {
      Optional<Unfit> found =
          configuration instanceof Xpp3Dom all ? rule.apply(all) : Optional.empty();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Unfit> bundle(Xpp3Dom all) {
    Xpp3Dom instructions = all.getChild("instructions");
    boolean embeds = instructions != null && instructions.getChild("Embed-Dependency") != null;
    return embeds
        ? unfit("its pom puts other libraries into its jar", BUNDLE + ":Embed-Dependency")
        : Optional.empty();
  }

  private static Optional<Unfit> compiler(Xpp3Dom all) {
    String compiler = text(all, "compilerId");
    if (!compiler.isEmpty() && !compiler.equals("javac")) {
      return unfit("its pom needs another compiler than javac", compiler);
    }
    Xpp3Dom processors = all.getChild("annotationProcessors");
    if (processors != null && processors.getChildCount() > 0) {
      return unfit(
          "its pom needs an annotation processor",
          String.valueOf(processors.getChild(0).getValue()).strip());
    }
    Xpp3Dom paths = all.getChild("annotationProcessorPaths");
    for (Xpp3Dom path : paths == null ? new Xpp3Dom[0] : paths.getChildren()) {
      if (!CHECKERS.contains(text(path, "groupId"))) {
        return unfit(
            "its pom needs an annotation processor",
            text(path, "groupId") + ":" + text(path, "artifactId"));
      }
    }
    return Optional.empty();
  }

  private static String text(Xpp3Dom parent, String child) {
    Xpp3Dom found = parent.getChild(child);
    return found == null || found.getValue() == null ? "" : found.getValue().strip();
  }
}
