package troops.cli.node.aftermath;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import troops.cli.console.Clean;
import troops.cli.event.Event;

/// A run that has ended, for those who are told of it.
///
/// @param started how it began
/// @param finished how it ended
/// @param branch the branch that it is about, or an empty string
/// @param record where its record lies; nothing if it could not even begin
public record Ended(
    Event.Started started, Event.Finished finished, String branch, Optional<Path> record) {
  private static final int LONGEST = 1000;

  /// What programs are told in their environment. Each value is a line without control characters;
  /// all variables are always there.
  Map<String, String> environment() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("TROOPS_RUN", started.run());
    variables.put("TROOPS_MODE", started.modeName());
    variables.put("TROOPS_OUTCOME", finished.failure().isPresent() ? "failed" : "succeeded");
    variables.put("TROOPS_REVISION", started.what().revision());
    variables.put("TROOPS_TITLE", started.what().title());
    variables.put("TROOPS_BRANCH", branch);
    variables.put("TROOPS_USER", started.asked().user());
    variables.put("TROOPS_VIA", started.asked().via());
    variables.put("TROOPS_NODE", started.node());
    variables.put("TROOPS_FAILURE", finished.failure().map(Event.Failure::message).orElse(""));
    variables.put("TROOPS_CHANGES", Integer.toString(finished.tally().changed()));
    variables.put("TROOPS_RECORD", record.map(Path::toString).orElse(""));
    variables.replaceAll((name, value) -> line(value));
    return variables;
  }

  private static String line(String text) {
    String line = Clean.line(text.strip().replace('\n', ' ').replace("\r", ""));
    return line.length() > LONGEST ? line.substring(0, LONGEST) + " ..." : line;
  }
}
