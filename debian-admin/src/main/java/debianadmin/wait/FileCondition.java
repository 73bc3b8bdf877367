package debianadmin.wait;

import java.nio.file.Files;
import java.time.Duration;
import machine.Machine;

/// A path where something is: a file, a socket, a directory.
///
/// @param path an absolute path
public record FileCondition(String path) implements Condition {
  @Override
  public String subject() {
    return path;
  }

  @Override
  public Look look(Machine machine, Duration limit) {
    boolean there = Files.exists(machine.place(path));
    return new Look(there, there ? "is there" : "no such file or directory");
  }

  @Override
  public String hint() {
    return "see what should make it; more time: Wait.atMost(Duration)";
  }
}
