package debianadmin.file;

import java.util.ArrayList;
import java.util.List;
import machine.MachineException;

/// What a path is to have beside its content, or how it is to be brought about.
public interface FileOption {
  /// How it is written.
  ///
  /// @return such as `purge()`
  String spelling();

  /// Picks options of one kind.
  ///
  /// @param options all options
  /// @param kind the kind
  /// @return those of that kind, in order
  static <T extends FileOption> List<T> of(FileOption[] options, Class<T> kind) {
    List<T> some = new ArrayList<>(0);
    for (FileOption option : options) {
      if (kind.isInstance(option)) {
        some.add(kind.cast(option));
      }
    }
    return some;
  }

  /// Refuses options that mean nothing to an operation.
  ///
  /// @param subject the path
  /// @param options all options
  /// @param known the kinds that mean something
  /// @throws MachineException if there is another one
  static void refuseOthers(String subject, FileOption[] options, Class<?>... known) {
    for (FileOption option : options) {
      boolean ok = false;
      for (Class<?> kind : known) {
        ok |= kind.isInstance(option);
      }
      if (!ok) {
        throw meaningless(subject, option);
      }
    }
  }

  /// An option means nothing to an operation.
  static MachineException meaningless(String subject, FileOption option) {
    return new MachineException(
        subject + ": the option " + option.spelling() + " means nothing here",
        "leave it out; each operation's documentation names its options");
  }
}
