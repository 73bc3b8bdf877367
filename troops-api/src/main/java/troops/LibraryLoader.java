package troops;

/// Loads libraries for a script that is at work. What scripts call is [Troops#load].
@FunctionalInterface
public interface LibraryLoader {
  /// Loads a library.
  ///
  /// @param coordinates `group:artifact:version`
  /// @return a loader that finds its classes, and those of the script
  /// @throws machine.MachineException if it can't be had
  ClassLoader load(String coordinates);
}
