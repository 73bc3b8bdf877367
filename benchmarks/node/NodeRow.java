package node;

import acceptance.bed.DebianNode;
import acceptance.bed.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import measure.Row;
import measure.Run;
import measure.Sample;
import measure.Unmeasured;

/// A program that runs on the node, and is measured there.
///
/// @param name the line's name
/// @param node where it runs
/// @param before what sets its user and environment, which isn't measured
/// @param measure what measures, and where it writes to
/// @param program what is measured
record NodeRow(
    String name,
    DebianNode node,
    List<String> before,
    List<String> measure,
    List<String> program)
    implements Row {
  /// With one more variable of the environment.
  NodeRow with(String variable) {
    List<String> more = Stream.concat(before.stream(), Stream.of(variable)).toList();
    return new NodeRow(name, node, more, measure, program);
  }

  @Override
  public List<String> command() {
    return Stream.concat(before.stream(), program.stream()).toList();
  }

  @Override
  public Outcome once() throws IOException, Unmeasured {
    Result ran =
        node.run(
            Stream.of(before, measure, program).flatMap(List::stream).toArray(String[]::new));
    Run run = new Run(ran.words(), ran.code(), ran.out(), ran.err());
    Sample sample = Sample.parse(Files.readString(node.file(measure.getLast())));
    if (sample.exit() != 0) {
      throw new Unmeasured("it ended with " + sample.exit() + run.said());
    }
    return new Outcome(sample, run);
  }
}
