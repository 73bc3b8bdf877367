package debianadmin.cron;

import debianadmin.text.TextFile;
import java.util.List;
import java.util.Locale;
import machine.MachineException;

/// When cron(8) runs a job, as crontab(5) has it.
///
/// @param text five fields, or a word such as `@daily`
record CronSchedule(String text) {
  private static final List<String> WORDS =
      List.of(
          "@reboot",
          "@yearly",
          "@annually",
          "@monthly",
          "@weekly",
          "@daily",
          "@midnight",
          "@hourly");
  private static final List<String> MONTHS =
      List.of(
          "", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

  private record Field(String name, int low, int high, List<String> names) {}

  private static final List<Field> FIELDS =
      List.of(
          new Field("minute", 0, 59, List.of()),
          new Field("hour", 0, 23, List.of()),
          new Field("day of the month", 1, 31, List.of()),
          new Field("month", 1, 12, MONTHS),
          new Field("day of the week", 0, 7, DAYS));

  /// Reads a schedule.
  ///
  /// @param text five fields separated by spaces, or a word such as `@daily`
  /// @return the schedule
  /// @throws MachineException if cron wouldn't understand it
  static CronSchedule parse(String text) {
    String all = text.strip();
    if (all.startsWith("@")) {
      if (WORDS.contains(all)) {
        return new CronSchedule(all);
      }
      throw new MachineException(
          "not a schedule: '" + text + "'", "the words are " + String.join(", ", WORDS));
    }
    List<String> fields = TextFile.words(all);
    if (fields.size() != FIELDS.size()) {
      throw new MachineException(
          "not a schedule: '" + text + "'",
          "write five fields, minute, hour, day of the month, month, day of the week:"
              + " \"30 4 * * mon\"; or \"@daily\"");
    }
    for (int i = 0; i < fields.size(); i++) {
      for (String part : fields.get(i).split(",", -1)) {
        check(text, FIELDS.get(i), fields.get(i), part);
      }
    }
    return new CronSchedule(String.join(" ", fields));
  }

  private static void check(String text, Field field, String whole, String part) {
    int slash = part.indexOf('/');
    String range = slash < 0 ? part : part.substring(0, slash);
    int dash = range.indexOf('-');
    boolean one = !range.equals("*") && dash < 0;
    if (slash >= 0) {
      int step = number(part.substring(slash + 1));
      if (step < 1 || step > field.high || one) {
        throw wrong(text, field, part, "a step follows * or a range: \"*/5\", \"10-20/2\"");
      }
    }
    if (one && field.names.contains(range.toLowerCase(Locale.ROOT)) && !range.isEmpty()) {
      if (!whole.equals(part)) {
        throw wrong(text, field, part, "a name stands alone; lists and ranges take numbers");
      }
    } else if (!range.equals("*")) {
      int low = number(dash < 0 ? range : range.substring(0, dash));
      int high = dash < 0 ? low : number(range.substring(dash + 1));
      if (low < field.low || high > field.high || low > high) {
        throw wrong(text, field, part, "it takes " + field.low + " to " + field.high);
      }
    }
  }

  private static MachineException wrong(String text, Field field, String part, String hint) {
    return new MachineException(
        "not a schedule: '" + text + "': " + field.name + " '" + part + "'", hint);
  }

  private static int number(String digits) {
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9 || i > 2) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return digits.isEmpty() ? -1 : value;
  }

  @Override
  public String toString() {
    return text;
  }
}
