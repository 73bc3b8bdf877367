package debianadmin;

import debianadmin.file.Absence;
import debianadmin.sudo.SudoRule;
import machine.Machine;
import machine.MachineException;

/// What sudo(8) allows whom: files of rules in /etc/sudoers.d (sudoers(5)).
public final class Sudo {
  private Sudo() {}

  /// Has rules there be, in a file of their own that belongs to root and has the mode `0440`.
  /// Before it takes its place, visudo(8) looks at it: a mistake would keep everybody from using
  /// sudo.
  ///
  /// ```java
  /// Sudo.rule("deploy", "%deploy ALL=(root) NOPASSWD: /usr/bin/systemctl restart site");
  /// ```
  ///
  /// @param name the file's name in /etc/sudoers.d; without `.`, and `~` at its end, for sudo
  ///   ignores such files
  /// @param text the rules, in lines
  /// @throws MachineException if the name isn't one, if sudo isn't installed, or if root is needed
  /// @throws machine.CommandFailed if visudo finds a mistake; what was there before stays
  public static void rule(String name, String text) {
    Machine.current().bring(new SudoRule(name, text));
  }

  /// Removes a file of rules from /etc/sudoers.d.
  ///
  /// ```java
  /// Sudo.absent("deploy");
  /// ```
  ///
  /// @param name the file's name
  /// @throws MachineException if the name isn't one, or if root is needed
  public static void absent(String name) {
    Machine.current().bring(new Absence(SudoRule.path(name)));
  }
}
