package noop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import measure.Benchmark;
import measure.Run;
import measure.Unmeasured;

/// What the benchmark needs from Debian. The peers are measured as programs; their packages also
/// bring daemons, and those neither start with the machine nor run on after an installation of
/// ours.
final class Debian {
  /// Program to look for and packages that bring it.
  private static final Map<String, List<String>> NEEDED = new LinkedHashMap<>();

  static {
    NEEDED.put("cc", List.of("gcc", "libc6-dev"));
    NEEDED.put("cf-agent", List.of("cfengine3"));
    NEEDED.put("puppet", List.of("puppet-agent"));
  }

  private Debian() {}

  static String advice(String name) {
    return "install it with: apt-get install " + name + " (or: ./benchmark noop --install)";
  }

  /// Installs what is missing.
  static void install() throws IOException, InterruptedException, Unmeasured {
    List<String> missing =
        NEEDED.entrySet().stream()
            .filter(needed -> !Run.knows(needed.getKey()))
            .flatMap(needed -> needed.getValue().stream())
            .toList();
    if (missing.isEmpty()) {
      Benchmark.progress("nothing to install");
      return;
    }
    if (!System.getProperty("user.name").equals("root")) {
      throw new Unmeasured(
          "installing wants root: sudo apt-get install " + String.join(" ", missing));
    }
    Benchmark.progress("installing " + String.join(", ", missing));
    Set<Long> before = processes();
    try {
      install(missing);
    } finally {
      for (String name : missing) {
        disable(name);
      }
      end(missing, before);
    }
  }

  private static void install(List<String> names)
      throws IOException, InterruptedException, Unmeasured {
    if (apt("install", names).exit() != 0) {
      apt("update", List.of()).orElseThrow();
      apt("install", names).orElseThrow();
    }
  }

  private static Run apt(String verb, List<String> names) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("apt-get", "--yes", "--no-install-recommends", verb));
    command.addAll(1, List.of("-o", "DPkg::Lock::Timeout=120"));
    command.addAll(names);
    return Run.of(command, Map.of("DEBIAN_FRONTEND", "noninteractive"));
  }

  /// Ends and disables the services of a package. What doesn't exist is passed over: the exit codes
  /// don't matter, since [#end] looks at what is left.
  private static void disable(String name) throws IOException, InterruptedException {
    List<String> units = files(name, ".*/systemd/system/[^/]+[.](service|socket|timer)");
    if (!units.isEmpty() && Run.knows("systemctl")) {
      List<String> command = new ArrayList<>(List.of("systemctl", "disable"));
      if (Files.isDirectory(Path.of("/run/systemd/system"))) {
        command.add("--now");
      }
      command.addAll(units);
      Run.of(command, Map.of());
    }
    for (String script : files(name, "/etc/init[.]d/[^/]+")) {
      Run.of("/etc/init.d/" + script, "stop");
      Run.of("update-rc.d", script, "disable");
    }
  }

  /// Ends what the packages started and left running.
  private static void end(List<String> names, Set<Long> before)
      throws IOException, InterruptedException {
    Set<String> programs = new HashSet<>();
    for (String name : names) {
      programs.addAll(files(name, "/usr/s?bin/[^/]+"));
    }
    ProcessHandle.allProcesses()
        .filter(process -> !before.contains(process.pid()))
        .filter(process -> runs(process, programs))
        .forEach(Debian::end);
  }

  private static void end(ProcessHandle process) {
    Benchmark.progress("ending process " + process.pid() + ", started by the installation");
    process.destroy();
  }

  private static boolean runs(ProcessHandle process, Set<String> programs) {
    return process
        .info()
        .commandLine()
        .map(line -> List.of(line.split(" ")))
        .filter(words -> words.stream().limit(2).map(Debian::base).anyMatch(programs::contains))
        .isPresent();
  }

  private static String base(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static Set<Long> processes() {
    return ProcessHandle.allProcesses().map(ProcessHandle::pid).collect(Collectors.toSet());
  }

  /// The last names of those files of a package whose paths match.
  private static List<String> files(String name, String pattern)
      throws IOException, InterruptedException {
    return Run.of("dpkg", "-L", name)
        .output()
        .lines()
        .filter(line -> line.matches(pattern))
        .map(Debian::base)
        .toList();
  }
}
