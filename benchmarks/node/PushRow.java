package node;

import acceptance.bed.DebianNode;
import acceptance.bed.Patience;
import acceptance.bed.Pusher;
import acceptance.bed.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import measure.Row;
import measure.Run;
import measure.Sample;
import measure.Unmeasured;

/// A push of a new commit, as the pusher sees it; its processor time is the node's.
///
/// @param name the line's name
/// @param node where it is pushed to
/// @param measure the program that measures
/// @param pusher who pushes
/// @param address the repository's
/// @param options of the push
/// @param script whether the commit changes `deploy.java`
record PushRow(
    String name,
    DebianNode node,
    Path measure,
    Pusher pusher,
    String address,
    List<String> options,
    boolean script)
    implements Row {
  private static final AtomicInteger COMMITS = new AtomicInteger();

  static PushRow of(
      String name, DebianNode node, Path measure, Pusher pusher, String address) {
    return new PushRow(name, node, measure, pusher, address, List.of(), false);
  }

  PushRow withScript() {
    return new PushRow(name, node, measure, pusher, address, options, true);
  }

  PushRow checking() {
    List<String> check = List.of("--push-option=check");
    return new PushRow(name, node, measure, pusher, address, check, script);
  }

  @Override
  public List<String> command() {
    return Stream.of(List.of("git", "push"), options, List.of(address, "main"))
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public Outcome once() throws IOException, Unmeasured {
    int number = COMMITS.incrementAndGet();
    if (script) {
      pusher.file("deploy.java", Stage.script(number));
    } else {
      pusher.file("notes.txt", "Note " + number + ".\n");
    }
    pusher.commit("number " + number);
    Path result = pusher.home().resolve("result");
    Duration before = node.processorTime();
    Result push =
        pusher.run(
            Stream.concat(Stream.of(measure.toString(), result.toString()), command().stream())
                .toArray(String[]::new));
    awaitRest();
    Duration used = node.processorTime().minus(before);
    Sample seen = Sample.parse(Files.readString(result));
    Run run = new Run(push.words(), push.code(), push.out(), push.err());
    if (seen.exit() != 0) {
      throw new Unmeasured("the push ended with " + seen.exit() + run.said());
    }
    if (!options.isEmpty()) {
      // It was only looked at, and so the next push brings what this one would have.
      pusher.git("reset", "--quiet", "--hard", "HEAD~").ok();
    }
    return new Outcome(new Sample(seen.nanoseconds(), used.toNanos(), 0, 0), run);
  }

  /// What the node does once the pusher has been answered must not slow the next push down.
  private void awaitRest() {
    Patience.await(
        "the end of the run",
        () ->
            node.run("systemctl", "list-units", "--plain", "--no-legend", "troops@*")
                .ok()
                .out()
                .isEmpty());
  }
}
