package troops.cli.workspace;

import java.nio.file.Path;
import troops.cli.requirement.Bundled;
import troops.cli.requirement.Library;
import troops.cli.requirement.Requirements;
import troops.cli.requirement.Resolution.Outcome.Resolved;
import troops.cli.requirement.lock.WorkTree;

/// A project as Maven describes it ("POM Reference"): the same for the same input.
///
/// @param name the name of the project
/// @param nested whether there are sources below `src/main/java`, too
/// @param bundled the libraries that come with the tool
/// @param sources where the others are looked for
record Pom(String name, boolean nested, Bundled bundled, Requirements.Sources sources) {
  private static final String ALONE =
      "<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>";

  private static final String NESTED =
      """
            <plugin>
              <groupId>org.codehaus.mojo</groupId>
              <artifactId>build-helper-maven-plugin</artifactId>
              <version>3.6.1</version>
              <executions>
                <execution>
                  <phase>generate-sources</phase>
                  <goals><goal>add-source</goal></goals>
                  <configuration><sources><source>src/main/java</source></sources></configuration>
                </execution>
              </executions>
            </plugin>
      """;

  /// What the file says.
  ///
  /// @param mark a comment that tells who has made it
  /// @param compiled with what the sources are compiled besides `troops` and `machine`
  String text(String mark, WorkTree.Compiled compiled) {
    StringBuilder repositories = new StringBuilder();
    sources
        .repositories()
        .forEach(each ->
            repositories.append(
                "    <repository><id>%s</id><url>%s</url></repository>\n"
                    .formatted(escaped(each.id()), escaped(each.address()))));
    StringBuilder dependencies = new StringBuilder();
    dependencies.append(bundled(Library.TROOPS)).append(bundled(Library.MACHINE));
    compiled
        .built()
        .forEach(
            (sources, jar) -> dependencies.append(system("sources", letters(sources), "1", jar)));
    for (Resolved.File file : compiled.files()) {
      boolean own = Library.of(file.group(), file.artifact()).isPresent();
      dependencies.append(
          own && file.version().equals(bundled.version())
              ? bundled(Library.DEBIAN_ADMIN)
              : dependency(file));
    }
    StringBuilder excludes = new StringBuilder();
    compiled
        .folders()
        .forEach(folder ->
            excludes.append("            <exclude>" + escaped(folder) + "/**</exclude>\n"));
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    %s
    <project xmlns="http://maven.apache.org/POM/4.0.0">
      <modelVersion>4.0.0</modelVersion>
      <groupId>deployment</groupId>
      <artifactId>%s</artifactId>
      <version>1</version>
      <properties>
        <maven.compiler.release>25</maven.compiler.release>
        <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
      </properties>
      <repositories>
    %s  </repositories>
      <dependencies>
    %s  </dependencies>
      <build>
        <sourceDirectory>.</sourceDirectory>
        <resources/>
        <plugins>
          <plugin>
            <groupId>org.apache.maven.plugins</groupId>
            <artifactId>maven-resources-plugin</artifactId>
            <version>3.3.1</version>
          </plugin>
          <plugin>
            <groupId>org.apache.maven.plugins</groupId>
            <artifactId>maven-compiler-plugin</artifactId>
            <version>3.14.1</version>
            <configuration>
              <proc>none</proc>
              <excludes>
                <exclude>src/**</exclude>
                <exclude>target/**</exclude>
    %s          </excludes>
            </configuration>
          </plugin>
    %s    </plugins>
      </build>
    </project>
    """
        .formatted(mark, letters(name), repositories, dependencies, excludes, nested ? NESTED : "");
  }

  private String bundled(Library library) {
    String version = bundled.version();
    String jar = library.artifact() + "-" + version + ".jar";
    Path path =
        bundled
            .repository()
            .resolve(library.group().replace('.', '/'))
            .resolve(library.artifact())
            .resolve(version)
            .resolve(jar);
    return system(library.group(), library.artifact(), version, path);
  }

  /// By its path: no repository has it.
  private static String system(String group, String artifact, String version, Path path) {
    return dependency(
        group,
        artifact,
        version,
        "<scope>system</scope><systemPath>" + escaped(path.toString()) + "</systemPath>");
  }

  /// In the version that was settled, and without what it would bring along: that is named itself.
  private static String dependency(Resolved.File file) {
    String start = file.artifact() + "-" + file.version();
    String rest = file.layout().substring(file.layout().lastIndexOf('/') + 1 + start.length());
    String classifier = rest.startsWith("-") ? rest.substring(1, rest.lastIndexOf('.')) : "";
    String which =
        classifier.isEmpty() ? "" : "<classifier>" + escaped(classifier) + "</classifier>";
    return dependency(file.group(), file.artifact(), file.version(), which + ALONE);
  }

  private static String dependency(String group, String artifact, String version, String more) {
    return "    <dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>%s</dependency>\n"
        .formatted(escaped(group), escaped(artifact), escaped(version), more);
  }

  /// What the artifact of a project may be called.
  private static String letters(String name) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      boolean fine =
          letter < 0x80 && (Character.isLetterOrDigit(letter) || "-_.".indexOf(letter) >= 0);
      letters.append(fine ? letter : '-');
    }
    return letters.isEmpty() ? "deployment" : letters.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
