package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.DebianNode;
import acceptance.bed.Patience;
import acceptance.bed.Program;
import acceptance.bed.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/// The steps of the runs of a node, as they name them themselves, and how one is stopped there.
final class Steps {
  private static final String PLACE = "/run/steps";
  private static final String REACHED = "/run/step-reached";

  private static final String TRACE =
      """
      mkdir /run/steps /run/systemd/system/troops@.service.d
      printf '[Service]\\nEnvironment=TROOPS_TRACE=/run/steps\\n' >/run/systemd/system/troops@.service.d/trace.conf
      systemctl daemon-reload
      """;

  /// Holds the run where it is until the file goes.
  private static final String HOLD =
      """
      exec 3>"$1"
      rm "$1"
      : >/run/step-reached
      while [ -e /run/step-reached ]; do sleep 0.05; done
      """;

  /// Kills the process of the run, or all that it has started too.
  private static final String KILL =
      """
      unit=$(systemctl list-units --plain --no-legend --state=running 'troops@*.service' | head -n 1 | cut -d ' ' -f 1)
      [ -n "$unit" ] || exit 0
      case $1 in
        process)
          pid=$(systemctl show --property=MainPID --value "$unit")
          # 0, of a run that has just ended, would be everybody from here up to the build.
          [ "${pid:-0}" -gt 1 ] && kill -9 "$pid" ;;
        group) systemctl kill --signal=KILL "$unit" ;;
      esac || :
      """;

  private Steps() {}

  /// Has the runs of a node name their steps.
  static void trace(DebianNode node) {
    node.run("sh", "-ec", TRACE).ok();
  }

  /// The steps of a run that has ended well.
  static List<String> of(Ordeal ordeal, boolean pull) {
    String commit = ordeal.commit();
    Result traced = ordeal.ask(pull).finish().ok();
    assertThat(ordeal.holds(commit, traced).deployed(commit)).isTrue();
    return traced
        .err()
        .lines()
        .filter(line -> line.contains("trace: "))
        .map(line -> line.substring(line.indexOf("trace: ") + 7).strip())
        .map(line -> line.substring(0, line.lastIndexOf(' ')))
        .distinct()
        .toList();
  }

  /// Does something while a run is held at the end of a step.
  ///
  /// @return what whoever asked for the run was told
  static Result at(String step, Ordeal ordeal, boolean pull, Runnable deed) {
    DebianNode node = ordeal.node();
    String fifo = PLACE + "/" + step.replace('/', ' ');
    node.run("mkfifo", fifo).ok();
    Program asking = ordeal.ask(pull);
    Program holding = node.start("sh", "-ec", HOLD, "sh", fifo);
    Patience.await(step, () -> Files.exists(node.file(REACHED)));
    deed.run();
    try {
      Files.delete(node.file(REACHED));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    holding.finish();
    return asking.finish();
  }

  /// Kills the run that is going on, if one is: its process, or all that it has started too.
  static void kill(DebianNode node, boolean all) {
    node.run("sh", "-uc", KILL, "sh", all ? "group" : "process").ok();
  }
}
