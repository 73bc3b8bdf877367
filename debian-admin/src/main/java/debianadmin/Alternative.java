package debianadmin;

import debianadmin.system.ChosenAlternative;
import machine.Machine;

/// Which of several programs a common name means: update-alternatives(1). Nothing is started if it
/// is as wanted: dpkg's files tell.
public final class Alternative {
  private Alternative() {}

  /// Chooses a program for a name, by hand: packages that are installed later don't change it.
  ///
  /// It is true already if the link points to it and was set by hand.
  ///
  /// ```java
  /// Alternative.set("editor", "/usr/bin/vim.basic");
  /// ```
  ///
  /// @param name the name
  /// @param path the program, one of those that packages offer
  /// @throws machine.MachineException if there is no such name, or no such choice
  /// @throws machine.CommandFailed if update-alternatives fails
  public static void set(String name, String path) {
    Machine.current().bring(ChosenAlternative.of(name, path));
  }

  /// Lets priorities choose the program for a name: the highest one.
  ///
  /// ```java
  /// Alternative.automatic("pager");
  /// ```
  ///
  /// @param name the name
  /// @throws machine.MachineException if there is no such name
  /// @throws machine.CommandFailed if update-alternatives fails
  public static void automatic(String name) {
    Machine.current().bring(ChosenAlternative.automatic(name));
  }
}
