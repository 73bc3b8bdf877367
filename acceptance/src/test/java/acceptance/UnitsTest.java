package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Units of systemd where the law can't show it: how often systemd is asked and reloaded, what
/// failures say, and what is left to do in a chroot.
@ExtendWith(TestBed.class)
class UnitsTest {
  private static final String FOREVER = "[Service]\\nExecStart=sleep infinity\\n";
  private static final String INSTALL = "[Install]\\nWantedBy=multi-user.target\\n";

  /// Notes how systemctl is started.
  private static final String SPY =
      """
      #!/bin/sh
      echo "$*" >>/root/systemctl.log
      exec /usr/bin/systemctl.real "$@"
      """;

  @TempDir Path directory;

  private static void spy(DebianNode node) throws IOException {
    node.run("mv", "/usr/bin/systemctl", "/usr/bin/systemctl.real").ok();
    Files.writeString(node.file("/usr/bin/systemctl"), SPY);
    node.run("chmod", "0755", "/usr/bin/systemctl").ok();
  }

  private static List<String> asked(DebianNode node) throws IOException {
    Path log = node.file("/root/systemctl.log");
    List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
    Files.deleteIfExists(log);
    return lines;
  }

  @Test
  void asksSystemdOnceForAllUnitsAndReloadsItOnlyForWhatItHasRead(Bed bed) throws IOException {
    DebianNode node = bed.node("units.example.com");
    UnitDeployment units = new UnitDeployment(node, directory);
    spy(node);
    String[] lines = {
      "for (int i = 0; i < 8; i++) {",
      "  Unit.text(\"many-\" + i + \".service\", \"" + FOREVER + INSTALL + "\");",
      "}",
      "for (int i = 0; i < 8; i++) {",
      "  Unit.enable(\"many-\" + i);",
      "  Unit.current(\"many-\" + i);",
      "  Unit.start(\"many-\" + i);",
      "}",
      "Unit.disable(\"no-such-unit\");",
      "Unit.mask(\"masked.service\");",
    };
    units.apply(lines).ok();
    assertThat(asked(node)).isNotEmpty().noneMatch(line -> line.contains("daemon-reload"));

    Result nothing = units.again().ok();
    assertThat(nothing.err()).contains("succeeded: nothing to do");
    assertThat(asked(node)).singleElement().asString().startsWith("show ");

    // One more for all units that nobody has enabled, placed or changed.
    units.preview("for (int i = 0; i < 8; i++) {", "  Unit.stop(\"none-\" + i);", "}").ok();
    assertThat(asked(node)).hasSize(2).allMatch(line -> line.startsWith("show "));
    node.run(
            "sh",
            "-c",
            "cd /etc/systemd/system; for i in 1 2 3; do echo '#' >>many-$i.service; done")
        .ok();
    Result mended = units.apply(lines).ok();
    assertThat(mended.err())
        .contains("  update /etc/systemd/system/many-2.service (")
        .contains("  restart many-2.service (");
    assertThat(asked(node))
        .filteredOn(line -> line.startsWith("daemon-reload"))
        .as("one for each text")
        .hasSize(3);
    assertThat(units.again().ok().err()).contains("succeeded: nothing to do");
  }

  @Test
  void aPreviewOfANewUnitSaysWhatWouldBeDone(Bed bed) throws IOException {
    UnitDeployment units = new UnitDeployment(bed.node("units.example.com"), directory);
    String[] lines = {
      "Unit.text(\"new.service\", \"" + FOREVER + INSTALL + "\");",
      "Unit.enable(\"new\");",
      "Unit.current(\"new\");",
      "Unit.start(\"new\");",
      "Unit.dropIn(\"ssh\", \"nice\", \"[Service]\\nNice=5\\n\");",
      "Unit.current(\"ssh\");",
      "IO.println(\"active: \" + Unit.isActive(\"new\") + \", enabled: \" + Unit.isEnabled(\"new\"));",
    };
    Result preview = units.preview(lines).ok();
    assertThat(preview.all())
        .contains("would create /etc/systemd/system/new.service (")
        .contains("would enable new.service (was disabled)")
        .contains("would start new.service (was inactive (dead))")
        .contains("would create /etc/systemd/system/ssh.service.d/nice.conf (")
        .contains("would restart ssh.service (")
        .contains("active: true, enabled: true");
    Result applied = units.again().ok();
    assertThat(changes(applied.err())).isEqualTo(changes(preview.err().replace("would ", "")));
    assertThat(applied.all()).contains("active: true, enabled: true");

    // A drop-in that has gone shows as well.
    lines[4] = "Unit.withoutDropIn(\"ssh\", \"nice\");";
    assertThat(units.apply(lines).ok().err())
        .contains("  remove /etc/systemd/system/ssh.service.d/nice.conf (file)")
        .contains("  reload the unit files of systemd")
        .contains("  restart ssh.service (");
    assertThat(units.again().ok().err()).contains("succeeded: nothing to do");
  }

  private static List<String> changes(String said) {
    return said.lines()
        .map(String::strip)
        .filter(line -> line.matches("(create|enable|start|restart|reload) .*"))
        .map(line -> line.replaceFirst(" \\(.*", ""))
        .toList();
  }

  @Test
  void aTextThatSystemdWouldNotTakeIsRefusedBeforeItTakesItsPlace(Bed bed) throws IOException {
    DebianNode node = bed.node("units.example.com");
    UnitDeployment units = new UnitDeployment(node, directory);
    Result unknown =
        units
            .apply("Unit.text(\"bad.service\", \"[Service]\\nExecStart=true\\nRestart=alwys\\n\");")
            .refused();
    assertThat(unknown.err())
        .contains(
            "/etc/systemd/system/bad.service: systemd wouldn't take it as it stands: line 3: Failed"
                + " to parse service restart specifier, ignoring: alwys")
        .contains("hint: mend the text");
    assertThat(node.file("/etc/systemd/system/bad.service")).doesNotExist();
    assertThat(units.apply("Unit.timer(\"bad\", \"dailly\", \"/bin/true\");").refused().err())
        .contains("line 5: Failed to parse calendar specification, ignoring: dailly");
    assertThat(
            units
                .apply("Unit.dropIn(\"ssh\", \"bad\", \"[Service]\\nNicee=5\\n\");")
                .refused()
                .err())
        .contains("/etc/systemd/system/ssh.service.d/bad.conf: systemd wouldn't take it")
        .contains("line 2: Unknown key");
    // A program that isn't there yet is none of systemd's business now.
    units.apply("Unit.text(\"early.service\", \"[Service]\\nExecStart=/opt/later\\n\");").ok();
  }

  @Test
  void whatFailsShowsTheEndOfTheUnitsJournal(Bed bed) throws IOException {
    DebianNode node = bed.node("units.example.com");
    UnitDeployment units = new UnitDeployment(node, directory);
    String failing =
        "[Service]\\nType=oneshot\\nRemainAfterExit=yes\\n"
            + "ExecStart=sh -c 'echo the start speaks; test ! -e /root/fail'\\n"
            + "ExecReload=sh -c 'echo the reload speaks; false'\\n";
    String text = "Unit.text(\"app.service\", \"" + failing + "\");";
    String current = "Unit.current(\"app\", \"/etc/app.conf\");";
    node.run("touch", "/root/fail", "/etc/app.conf").ok();
    assertThat(units.apply(text, "Unit.start(\"app\");").refused().err())
        .contains("systemctl start -- app.service: exit code 1")
        .contains("last lines of the journal of app.service:")
        .contains("the start speaks")
        .contains("hint: see the journal above, or: systemctl status app.service");
    node.run("rm", "/root/fail").ok();
    units.apply(text, current).ok();
    node.run("touch", "/etc/app.conf").ok();
    assertThat(units.again().refused().err())
        .contains("systemctl reload -- app.service: exit code 1")
        .contains("the reload speaks");
    node.run("touch", "/root/fail").ok();
    assertThat(
            units
                .apply(text.replace("[Service]", "[Unit]\\nDescription=app\\n[Service]"), current)
                .refused()
                .err())
        .contains("systemctl restart -- app.service: exit code 1")
        .contains("the start speaks");
    String timer = "[Timer]\\nOnCalendar=daily\\n";
    assertThat(
            units
                .apply(
                    "Unit.text(\"lonely.timer\", \"" + timer + "\");",
                    "Unit.current(\"lonely.timer\");")
                .refused()
                .err())
        .contains("systemctl start -- lonely.timer: exit code 1")
        .contains("lonely.service to trigger not loaded");
  }

  @Test
  void whatASystemWithoutSystemdNeedsIsDoneAndTheRestIsSaid(Bed bed) throws IOException {
    DebianNode node = bed.node("units.example.com");
    UnitDeployment units = new UnitDeployment(node, directory);
    units.preview(
        "Unit.text(\"app.service\", \"" + FOREVER + INSTALL + "\");",
        "Unit.enable(\"app\");",
        "Unit.mask(\"apt-daily.service\");",
        "Unit.timer(\"backup\", \"daily\", \"/bin/true\");",
        "Unit.dropIn(\"ssh\", \"nice\", \"[Service]\\nNice=5\\n\");",
        "IO.println(\"active: \" + Unit.isActive(\"ssh\"));",
        "Unit.start(\"app\");");
    String tool = Bench.DISTRIBUTION.toString();
    Result result =
        node.run(
            "unshare",
            "--mount",
            "sh",
            "-euc",
            """
            mount --bind / /mnt
            mount --bind /proc /mnt/proc
            mount --bind /dev /mnt/dev
            mkdir -p "/mnt$1" "/mnt$(readlink -f "$1/runtime")"
            mount --bind "$1" "/mnt$1"
            mount --bind "$(readlink -f "$1/runtime")" "/mnt$(readlink -f "$1/runtime")"
            exec chroot /mnt "$1/bin/troops" deploy --repository=/root/deploy
            """,
            "sh",
            tool);
    assertThat(result.code()).as(result.all()).isEqualTo(1);
    assertThat(result.all())
        .contains("  create /etc/systemd/system/app.service (")
        .contains("  enable app.service (was disabled)")
        .contains("  create /etc/systemd/system/apt-daily.service (link to /dev/null)")
        .contains("  enable backup.timer (was disabled)")
        .contains("active: false")
        .contains("can't start app.service: systemd isn't running here")
        .contains("hint: a chroot or a plain container has no running units");
    assertThat(node.run("systemctl", "is-enabled", "app", "backup.timer", "apt-daily").out())
        .isEqualTo("enabled\nenabled\nmasked\n");
  }
}
