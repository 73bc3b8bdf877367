package debianadmin.unit;

import debianadmin.file.Content;
import debianadmin.unit.file.UnitName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import machine.Machine;
import machine.MachineException;

/// A command that is carried out at times of the calendar: a service for the command and a timer
/// that starts it (systemd.timer(5)).
///
/// @param name the name of both units, without a suffix
/// @param calendar the times, as systemd.time(7) has them
/// @param words the command and its arguments
public record TimedCommand(String name, String calendar, List<String> words) {
  /// Checks what is to become a line of a unit file.
  public TimedCommand {
    words = List.copyOf(words);
    UnitName unit = UnitName.parse(name);
    if (unit.text().equals(name) || unit.isTemplate()) {
      throw new MachineException(
          "not the name of a timer and its service: '" + name + "'",
          "name it without a suffix: Unit.timer(\"backup\", ...)");
    }
    if (calendar.isBlank() || calendar.indexOf('\n') >= 0) {
      throw new MachineException(
          "timer " + name + ": no times of the calendar: '" + calendar + "'",
          "write \"daily\", \"Mon 04:00\" or what else systemd.time(7) knows");
    }
    String program = words.getFirst();
    if (program.isEmpty() || "@-:+!|".indexOf(program.charAt(0)) >= 0) {
      throw new MachineException(
          "timer " + name + ": not a program: '" + program + "'",
          "write its whole path: \"/usr/local/bin/backup\"");
    }
  }

  /// Places both units, enables the timer, and has it run with these times. Where systemd isn't
  /// running, the timer waits for the next boot.
  ///
  /// @param machine the machine
  public void bring(Machine machine) {
    machine.bring(PlacedUnit.of(name + ".service", content(service())));
    machine.bring(PlacedUnit.of(name + ".timer", content(timer())));
    machine.bring(new UnitAtBoot(name + ".timer", true));
    if (new Systemctl(machine).isRunning()) {
      machine.bring(new CurrentUnit(name + ".timer", List.of()));
    }
  }

  private static Content content(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }

  String service() {
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      line.append(line.isEmpty() ? "" : " ").append(quoted(word));
    }
    return "[Unit]\nDescription=" + name + "\n\n[Service]\nType=oneshot\nExecStart=" + line + "\n";
  }

  String timer() {
    return "[Unit]\nDescription="
        + name
        + "\n\n[Timer]\nOnCalendar="
        + calendar
        + "\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n";
  }

  /// A word as systemd.service(5) has it in a command line: nothing in it is expanded.
  private static String quoted(String word) {
    StringBuilder quoted = new StringBuilder();
    boolean plain = !word.isEmpty();
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      plain &= c > ' ' && c != '"' && c != '\'' && c != '\\' && c != ';';
      switch (c) {
        case '%', '$' -> quoted.append(c).append(c);
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        default -> quoted.append(c);
      }
    }
    return plain ? quoted.toString() : "\"" + quoted + "\"";
  }
}
