package noop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import measure.Run;
import measure.Unmeasured;

/// CFEngine's agent, without its locks, in the quickest way of being asked that we know: the policy
/// is the one of its work directory, which it has validated before (with `-f` it validates anew
/// each time), the standard library isn't loaded, and packages are looked up with one `dpkg-query`
/// (the newer package modules take twelve seconds without locks, since each promise lists all
/// packages anew).
record CfAgent(Path directory, Workload workload) implements Peer {
  static final String EACH = "cf-agent -K, each file";

  private static final String POLICY =
      """
      body common control
      {
        bundlesequence => { "main" };
      }

      bundle agent main
      {
        files:
      FILES
        packages:
      PACKAGES
      }

      body perms mode(mode)
      {
        mode => "$(mode)";
        rxdirs => "true";
      }

      body copy_from local(source)
      {
        source => "$(source)";
        compare => "digest";
      }

      body depth_search everything
      {
        depth => "inf";
      }

      body package_method dpkg
      {
        package_changes => "bulk";
        package_list_command => "/usr/bin/dpkg-query -W --showformat='${Status} ${Package} ${Version} ${Architecture}\\n'";
        package_list_update_ifelapsed => "0";
        package_list_name_regex => "^install ok installed (\\S+) .*";
        package_list_version_regex => "^install ok installed \\S+ (\\S+).*";
        package_list_arch_regex => "^install ok installed \\S+ \\S+ (\\S+)";
        package_installed_regex => "^install ok installed .*";
        package_name_convention => "$(name)";
        package_add_command => "/usr/bin/apt-get --yes install";
      }
      """;

  @Override
  public String name() {
    return "cf-agent";
  }

  @Override
  public List<Program> prepare() throws IOException, InterruptedException, Unmeasured {
    if (!Run.knows("cf-agent")) {
      throw new Unmeasured("not installed; " + Debian.advice("cfengine3"));
    }
    return List.of(
        row(EACH, eachFile()), row("cf-agent -K, one recursive copy", oneRecursiveCopy()));
  }

  private String eachFile() {
    return workload.paths().stream()
        .map(path -> promise(path, ""))
        .collect(Collectors.joining("\n"));
  }

  private String oneRecursiveCopy() {
    return promise("", ", depth_search => everything");
  }

  private String promise(String path, String more) {
    return "    \"%s\" perms => mode(\"0644\"), copy_from => local(\"%s\")%s;"
        .formatted(workload.found().resolve(path), workload.wanted().resolve(path), more);
  }

  private Program row(String name, String files) throws IOException, InterruptedException, Unmeasured {
    Path home = home(directory.resolve(name.replaceAll("[^a-z]+", "-")));
    String packages = workload.packages().stream().map(this::wish).collect(Collectors.joining());
    policy(home.resolve("inputs/promises.cf"), files, packages);
    Path unmet = home.resolve("inputs/unmet.cf");
    policy(unmet, files, packages + wish(Workload.NO_PACKAGE));
    return Program.of(
            name,
            List.of("cf-agent", "-K", "-I"),
            List.of("cf-agent", "-K", "-I", "-n"),
            List.of("cf-agent", "-K", "-I", "-n", "-f", unmet.toString()))
        .with("CFENGINE_TEST_OVERRIDE_WORKDIR", home)
        .silently();
  }

  private String wish(String name) {
    return "    \"%s\" package_policy => \"add\", package_method => dpkg;\n".formatted(name);
  }

  /// A work directory of its own, so that nothing is left in the machine's.
  private Path home(Path home) throws IOException, InterruptedException, Unmeasured {
    Files.createDirectories(home.resolve("inputs"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
    // It looks for cf-promises there, and for keys, without which it complains.
    Files.createSymbolicLink(home.resolve("bin"), Path.of("/usr/bin"));
    Run.of(List.of("cf-key"), Map.of("CFENGINE_TEST_OVERRIDE_WORKDIR", home.toString()))
        .orElseThrow();
    return home;
  }

  private static void policy(Path file, String files, String packages) throws IOException {
    Files.writeString(file, POLICY.replace("FILES", files).replace("PACKAGES", packages));
    // It refuses policies that others could write.
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
