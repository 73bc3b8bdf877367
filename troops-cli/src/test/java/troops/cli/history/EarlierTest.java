package troops.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import machine.Change;
import machine.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import troops.cli.event.Event;
import troops.cli.state.RunFiles;

class EarlierTest {
  private static final String OTHER = "f".repeat(40);

  @TempDir Path root;

  private Records records() {
    return new Records(root.resolve("runs"));
  }

  private Earlier earlier() {
    return new Earlier(new History(records().files(), root.resolve("state")));
  }

  private static Event.Started run(int minute, Mode mode, Event.Deployed what) {
    Event.Started plain = Records.started(minute, "");
    String id = mode == Mode.PREVIEW ? RunFiles.preview(plain.run()) : plain.run();
    return new Event.Started(id, plain.at(), plain.node(), plain.asked(), mode, what);
  }

  private static Event.Deployed what(String revision, List<String> only, List<String> roles) {
    return new Event.Deployed("/srv/deploy", "", revision, false, "", only, roles);
  }

  private static Event.Deployed all() {
    return what(Records.REVISION, List.of(), List.of("web"));
  }

  private Event.Started write(Event.Started run, Event... events) throws IOException {
    List<Event> all = new ArrayList<>(List.of(run));
    all.addAll(List.of(events));
    records().write(run.run(), all.toArray(Event[]::new));
    return run;
  }

  private static Event.Changed change(boolean made, String verb, String subject) {
    return new Event.Changed(Change.of(verb, subject, ""), made, "deploy.java:1");
  }

  private static Event.DeployableStarted begins(String name) {
    return new Event.DeployableStarted(name, "deploy.java:1", "every node");
  }

  @Test
  void changesAreDriftIfTheSameWasDeployedBefore() throws IOException {
    Event.Started first = write(run(0, Mode.APPLY, all()));
    assertThat(earlier().origin(first)).isEqualTo(Event.Origin.NEW);
    records().write(first.run(), Records.succeeded());
    write(run(1, Mode.PREVIEW, what(OTHER, List.of(), List.of())), Records.succeeded());
    write(run(2, Mode.APPLY, what(OTHER, List.of(), List.of("web"))), Records.failed("no"));
    write(run(3, Mode.APPLY, what(OTHER, List.of("x"), List.of("web"))), Records.succeeded());
    assertThat(earlier().origin(run(4, Mode.APPLY, all()))).isEqualTo(Event.Origin.DRIFT);
    assertThat(earlier().origin(run(4, Mode.PREVIEW, all()))).isEqualTo(Event.Origin.DRIFT);
  }

  @Test
  void changesAreNewForAnotherRevisionOtherRolesAnotherPlaceOrAWorkTree() throws IOException {
    write(run(0, Mode.APPLY, all()), Records.succeeded());
    for (Event.Deployed other :
        List.of(
            what(OTHER, List.of(), List.of("web")),
            what(Records.REVISION, List.of(), List.of("web", "db")),
            new Event.Deployed(
                "/srv/other", "", Records.REVISION, false, "", List.of(), List.of("web")),
            new Event.Deployed(
                "/srv/deploy", "", Records.REVISION, true, "", List.of(), List.of("web")))) {
      assertThat(earlier().origin(run(1, Mode.APPLY, other))).isEqualTo(Event.Origin.NEW);
    }
  }

  @Test
  void aPreviewIsRightIfTheSameWasMadeInWhateverOrder() throws IOException {
    write(
        run(0, Mode.PREVIEW, all()),
        begins("a"),
        change(false, "install", "x"),
        change(false, "start", "y"),
        Records.succeeded());
    Event.Started applied =
        write(
            run(1, Mode.APPLY, all()),
            begins("a"),
            change(true, "start", "y"),
            change(true, "install", "x"));
    Event.Compared compared = earlier().compared(applied, true).orElseThrow();
    assertThat(compared.isRight()).isTrue();
    assertThat(compared.preview()).isEqualTo(run(0, Mode.PREVIEW, all()).run());
  }

  @Test
  void saysWhichLinesDifferAndExcusesWhatThePreviewCouldNotTell() throws IOException {
    write(
        run(0, Mode.PREVIEW, all()),
        begins("a"),
        change(false, "install", "x"),
        change(false, "install", "twice"),
        change(false, "install", "twice"),
        new Event.Unknown("nginx.service", "not installed yet", ""),
        new Event.Unknown("de_DE", "not here yet", "deploy.java:5"),
        begins("rest"),
        new Event.Unknown("rest", "what follows in it can't be told", ""),
        Records.succeeded());
    Event.Started applied =
        write(
            run(1, Mode.APPLY, all()),
            begins("a"),
            change(true, "install", "twice"),
            change(true, "start", "nginx.service"),
            new Event.Changed(Change.of("edit", "/etc/locale.gen", ""), true, "deploy.java:5"),
            change(true, "start", "y"),
            begins("rest"),
            change(true, "run", "anything"));
    assertThat(earlier().compared(applied, true).orElseThrow())
        .isEqualTo(
            new Event.Compared(
                run(0, Mode.PREVIEW, all()).run(),
                List.of("a: install x", "a: install twice"),
                List.of("a: start y"),
                3));
    // What failed half-way has made less than was announced; that is no mistake of the preview.
    assertThat(earlier().compared(applied, false).orElseThrow().notMade()).isEmpty();
  }

  @Test
  void comparesWithNoPreviewOfSomethingElseNorOneThatIsOld() throws IOException {
    write(run(0, Mode.PREVIEW, all()), Records.succeeded());
    Event.Started dayAfter = run(24 * 60 + 1, Mode.APPLY, all());
    assertThat(earlier().compared(dayAfter, true)).isEqualTo(Optional.empty());
    Event.Started some = run(1, Mode.APPLY, what(Records.REVISION, List.of("a"), List.of("web")));
    assertThat(earlier().compared(some, true)).isEmpty();
    assertThat(earlier().compared(run(1, Mode.APPLY, what(OTHER, List.of(), List.of("web"))), true))
        .isEmpty();
    write(run(2, Mode.APPLY, all()));
    assertThat(earlier().compared(run(3, Mode.APPLY, all()), true)).isEmpty();
  }
}
