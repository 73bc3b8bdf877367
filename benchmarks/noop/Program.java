package noop;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One line of the table: a program to measure, and how it shows that it really looks.
///
/// @param name the line's name
/// @param command the program; it exits 0 when all is as wanted
/// @param environment what it gets besides the environment of the benchmark
/// @param most in how many rounds it takes part at most
/// @param silent whether any output at all means that something wasn't as wanted
/// @param preview says what it would change, and changes nothing; empty if the program doesn't look
///   at the machine
/// @param unmet the same, with a wish for [Workload#NO_PACKAGE] besides
record Program(
    String name,
    List<String> command,
    Map<String, String> environment,
    int most,
    boolean silent,
    List<String> preview,
    List<String> unmet) {

  static Program of(String name, List<String> command, List<String> preview, List<String> unmet) {
    return new Program(name, command, Map.of(), Integer.MAX_VALUE, false, preview, unmet);
  }

  static Program of(String name, List<String> command) {
    return of(name, command, List.of(), List.of());
  }

  Program with(String variable, Object value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value.toString());
    return new Program(name, command, more, most, silent, preview, unmet);
  }

  Program atMost(int rounds) {
    return new Program(name, command, environment, rounds, silent, preview, unmet);
  }

  Program silently() {
    return new Program(name, command, environment, most, true, preview, unmet);
  }

  boolean looks() {
    return !preview.isEmpty();
  }
}
