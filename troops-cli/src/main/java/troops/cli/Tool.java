package troops.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import machine.Machine;
import troops.cli.command.Commands;
import troops.cli.command.Session;
import troops.cli.node.aftermath.Aftermath;
import troops.cli.problem.ExitCode;
import troops.cli.requirement.Bundled;
import troops.cli.requirement.Maven;
import troops.cli.requirement.ResolutionCache;
import troops.cli.requirement.Resolver;
import troops.cli.requirement.lock.Libraries;
import troops.cli.requirement.lock.LockedFiles;
import troops.cli.run.Toolbox;
import troops.cli.run.Trace;
import troops.cli.state.Directories;
import troops.cli.state.RunFiles;

/// The tool, wired by hand.
public final class Tool {
  /// How long a script's own shutdown hooks may take.
  private static final Duration HOOKS = Duration.ofSeconds(10);

  private final Commands commands;
  private final Aftermath aftermath;
  private final PrintStream err = System.err;

  private Tool(Commands commands, Aftermath aftermath) {
    this.commands = commands;
    this.aftermath = aftermath;
  }

  /// What the launcher says about the distribution.
  ///
  /// @param version the version of the tool
  /// @param home the directory of the distribution
  /// @param lib the directory of its jars, which is named by their content
  public record Distribution(String version, Path home, Path lib) {}

  /// The tool as the launcher starts it.
  ///
  /// @return the tool
  public static Tool standard() {
    Distribution distribution =
        new Distribution(
            property("troops.version"),
            Path.of(property("troops.home")),
            Path.of(property("troops.lib")));
    return of(distribution, System.getenv());
  }

  private static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException(
          "start it with its launcher, bin/troops: " + name + " is not set");
    }
    return value;
  }

  /// The tool for a distribution.
  ///
  /// @param distribution the distribution
  /// @param environment the environment of the process
  /// @return the tool
  public static Tool of(Distribution distribution, Map<String, String> environment) {
    Path lib = distribution.lib();
    Trace trace = Trace.of(environment);
    Directories directories = Directories.of(Machine.isRoot(), environment, home(environment));
    Bundled bundled =
        new Bundled(
            distribution.version(),
            distribution.home().resolve("maven"),
            lib.resolve("machine.jar"),
            lib.resolve("troops.jar"),
            lib.resolve("debian-admin.jar"));
    Resolver resolver =
        new Resolver(
            bundled,
            maven(lib.resolve("resolver"), directories, environment),
            new ResolutionCache(directories.cache().resolve("requirements")));
    String build = String.valueOf(lib.getFileName());
    Aftermath aftermath = new Aftermath(directories);
    return new Tool(
        new Commands(
            new Toolbox(
                directories,
                bundled,
                new Libraries(resolver, new LockedFiles(directories.cache().resolve("locked"))),
                Libraries.Terms.USUAL,
                RunFiles.Retention.USUAL,
                build),
            Session.local(environment, trace, aftermath)),
        aftermath);
  }

  private static String home(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "");
    return home.isEmpty() ? System.getProperty("user.home", "/") : home;
  }

  /// A node's own Maven settings come before those of whoever happens to be root.
  private static Maven maven(
      Path libraries, Directories directories, Map<String, String> environment) {
    Maven maven = Maven.of(libraries, Path.of(home(environment), ".m2"));
    Path settings = directories.settings().resolve("maven-settings.xml");
    return Machine.isRoot() && Files.exists(settings) ? maven.withSettings(settings) : maven;
  }

  /// Carries out a command line.
  ///
  /// @param words the command line
  /// @return the exit code
  int run(List<String> words) {
    try {
      int exitCode = commands.execute(words).number();
      aftermath.finish();
      return exitCode;
    } catch (Throwable e) {
      err.println("troops: a fault of Troops itself, not of your script: " + e);
      e.printStackTrace(err);
      err.println("hint: please report it, with the lines above");
      return ExitCode.FAILED.number();
    }
  }

  /// Ends the process, whatever threads and shutdown hooks a script has left behind.
  ///
  /// @param exitCode the exit code
  static void end(int exitCode) {
    boolean alone = Thread.activeCount() == 1;
    Thread.ofPlatform()
        .daemon()
        .name("patience")
        .start(() -> {
          try {
            Thread.sleep(HOOKS);
          } catch (InterruptedException e) {
            // Then the end is near anyway.
          }
          Runtime.getRuntime().halt(exitCode);
        });
    if (exitCode != 0 || !alone) {
      System.exit(exitCode);
    }
    // Returning from main does it too, and costs less than System.exit, which looks for a logger.
  }
}
