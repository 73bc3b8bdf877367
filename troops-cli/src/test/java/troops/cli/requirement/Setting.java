package troops.cli.requirement;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import troops.cli.problem.Problem;
import troops.cli.requirement.text.Folder;
import troops.cli.requirement.text.RequirementsReader;

/// A place to resolve in: a remote repository in a directory, settings that make it the mirror of
/// all others, the jars of Maven Resolver, a local repository and a cache, all of them the test's
/// own.
public final class Setting {
  public final Path root;
  public final MavenDirectory remote;
  public final MavenDirectory local;
  public final Path libraries;
  public final Path settings;
  public final List<String> said = new ArrayList<>();
  public final Bundled bundled;
  public final Path authorities;

  public Setting(Path root) throws IOException {
    this.root = root;
    this.remote = new MavenDirectory(root.resolve("remote"));
    this.local = new MavenDirectory(root.resolve("local"));
    this.libraries = Files.createDirectories(root.resolve("lib/resolver"));
    this.settings = root.resolve("m2/settings.xml");
    this.authorities = root.resolve("authorities.pem");
    Files.createDirectories(root.resolve("m2"));
    mirror(Files.createDirectories(remote.root()).toUri().toString());
    linkLibraries();
    MavenDirectory own = new MavenDirectory(root.resolve("bundled"));
    own.publish("org.debianadmin:machine:0.1.0");
    own.publish("org.troops:troops:0.1.0", "org.debianadmin:machine:0.1.0");
    // What it needs besides is published nowhere: nobody shall ask for it.
    own.publish(
        "org.debianadmin:debian-admin:0.1.0", "org.debianadmin:machine:0.1.0", "x:mustache:1.16");
    this.bundled =
        new Bundled(
            "0.1.0",
            own.root(),
            root.resolve("lib/machine.jar"),
            root.resolve("lib/troops.jar"),
            root.resolve("lib/debian-admin.jar"));
  }

  /// Tests have Maven Resolver on their class path; the distribution has it in a directory.
  private void linkLibraries() throws IOException {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (entry.endsWith(".jar")) {
        Path jar = Path.of(entry).toAbsolutePath();
        Files.createSymbolicLink(libraries.resolve(jar.getFileName()), jar);
      }
    }
  }

  public void mirror(String address) throws IOException {
    Files.writeString(
        settings,
        """
        <settings><mirrors><mirror><id>mirror</id><mirrorOf>*</mirrorOf>\
        <url>%s</url></mirror></mirrors></settings>
        """
            .formatted(address));
  }

  public void removeLibraries() throws IOException {
    Files.move(libraries, root.resolve("elsewhere"));
  }

  public Resolver resolver() {
    Maven maven =
        Maven.of(libraries, root.resolve("m2"))
            .withLocalRepository(local.root())
            .withAuthorities(authorities);
    return new Resolver(bundled, maven, new ResolutionCache(root.resolve("cache")));
  }

  public ClassPath resolve(String... lines) {
    said.clear();
    return resolver().resolve(requirements(lines), said::add);
  }

  /// What a `requirements.txt` of these lines says, beside whatever else lies in `work`.
  public Requirements requirements(String... lines) {
    try {
      Path work = Files.createDirectories(root.resolve("work"));
      Files.writeString(work.resolve("requirements.txt"), String.join("\n", lines) + "\n");
      return RequirementsReader.read(new Folder(work)).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Problem failure(String... lines) {
    try {
      throw new AssertionError("resolved: " + resolve(lines));
    } catch (Problem problem) {
      return problem;
    }
  }

  public List<String> names(ClassPath classPath) {
    return classPath.jars().stream().map(jar -> String.valueOf(jar.getFileName())).toList();
  }
}
