package noop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import measure.Run;
import measure.Unmeasured;

/// `puppet apply`, with directories of its own.
record Puppet(Path directory, Workload workload) implements Peer {
  /// It takes seconds, and they hardly vary.
  private static final int MOST_ROUNDS = 5;

  @Override
  public String name() {
    return "puppet apply";
  }

  @Override
  public List<Program> prepare() throws IOException, Unmeasured {
    if (!Run.knows("puppet")) {
      throw new Unmeasured("not installed; " + Debian.advice("puppet-agent"));
    }
    Files.createDirectories(directory);
    List<String> more = new ArrayList<>(workload.packages());
    more.add(Workload.NO_PACKAGE);
    String manifest = manifest("site.pp", workload.packages());
    return List.of(
        Program.of(
                name(),
                apply(manifest),
                apply(manifest, "--noop"),
                apply(manifest("unmet.pp", more), "--noop"))
            // A user's puppet makes a folder in the home directory, whatever it is told.
            .with("HOME", directory)
            .atMost(MOST_ROUNDS));
  }

  private String manifest(String name, List<String> packages) throws IOException {
    String files = workload.paths().stream().map(this::file).collect(Collectors.joining());
    String names = packages.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
    return Files.writeString(
            directory.resolve(name), files + "package { [" + names + "]: ensure => installed }\n")
        .toString();
  }

  private String file(String path) {
    return "file { '%s': ensure => file, mode => '0644', source => '%s' }\n"
        .formatted(workload.found().resolve(path), workload.wanted().resolve(path));
  }

  /// With these exit codes, 0 means that nothing was to be done.
  private List<String> apply(String manifest, String... options) {
    List<String> command =
        new ArrayList<>(
            List.of("puppet", "apply", "--detailed-exitcodes", "--color=false", "--no-report"));
    for (String kind : List.of("conf", "var", "log", "run", "ssl", "public", "code")) {
      command.add("--" + kind + "dir=" + directory.resolve(kind));
    }
    command.addAll(List.of(options));
    command.add(manifest);
    return command;
  }
}
