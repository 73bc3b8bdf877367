package debianadmin.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import machine.Machine;
import org.jspecify.annotations.Nullable;

/// The modules that were loaded into the running kernel: /proc/modules (proc_modules(5)).
///
/// @param text the file's content
record KernelModules(String text) {

  static KernelModules read(Machine machine) throws IOException {
    try {
      return machine.fact(KernelModules.class, () -> ask(machine));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static KernelModules ask(Machine machine) {
    try {
      String text = text(machine.path("/proc/modules"));
      return new KernelModules(text == null ? "" : text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The content of a file.
  ///
  /// @return null if there is no such file
  static @Nullable String text(Path file) throws IOException {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /// Whether the kernel has a module that was loaded.
  boolean has(ModuleName name) {
    return ("\n" + text).contains("\n" + name.inKernel() + " ");
  }
}
