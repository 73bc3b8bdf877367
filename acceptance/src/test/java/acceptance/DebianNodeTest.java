package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The examples on real Debian machines.
@ExtendWith(TestBed.class)
class DebianNodeTest {
  @Test
  void theSeedInstallsTmuxWhereTheRoleHolds(Bed bed) throws Exception {
    DebianNode node = bed.node("shellbox-2.example.com");
    node.deployment(Bench.EXAMPLES.resolve("shellbox"));
    String[] check = {"deploy", "--repository=/root/deploy", "--check"};

    Result preview = node.troops(check);
    assertThat(preview.code()).as(preview.all()).isZero();
    // The node has never seen its package lists: that is what a fresh machine is like.
    assertThat(preview.err()).contains("would update the package lists");
    assertThat(node.run("dpkg-query", "-W", "tmux").code()).isNotZero();

    Result first = node.troops("deploy", "--repository=/root/deploy");
    assertThat(first.code()).as(first.all()).isZero();
    assertThat(first.err())
        .contains("tmux  deploy.java:10")
        .contains("  update the package lists")
        .contains("  install tmux (")
        .contains("libevent-core")
        .contains("succeeded: ");
    assertThat(node.run("tmux", "-V").out()).startsWith("tmux ");

    Result second = node.troops("deploy", "--repository=/root/deploy");
    assertThat(second.err())
        .contains("  nothing to do: tmux: ")
        .contains(" is installed")
        .contains("succeeded: nothing to do");

    node.run("apt-get", "remove", "--yes", "tmux");
    assertThat(node.troops(check).err()).contains("  would install tmux (");
    Result again = node.troops("deploy", "--repository=/root/deploy");
    assertThat(again.err()).contains("  install tmux (").contains("succeeded: 1 change");
  }

  @Test
  void withoutRootTheRefusalSaysWhatNeedsItAndHowToGetIt(Bed bed) throws Exception {
    DebianNode node = bed.node("shellbox-1.example.com");
    node.deployment(Bench.EXAMPLES.resolve("shellbox"));
    node.run("apt-get", "update");
    node.run("cp", "-r", "/root/deploy", "/home/ubuntu/deploy");
    node.run("chown", "-R", "ubuntu:", "/home/ubuntu/deploy");
    Result result =
        node.run(
            "runuser",
            "-l",
            "ubuntu",
            "-c",
            Bench.DISTRIBUTION.resolve("bin/troops") + " deploy --repository=deploy");
    assertThat(result.code()).as(result.all()).isEqualTo(1);
    assertThat(result.err())
        .contains("failed: tmux, deploy.java:10")
        .contains("10 | Apt.install(\"tmux\");")
        .contains("only root may install tmux")
        .contains("hint: run the same command with sudo, or as root");
    assertThat(node.file("/home/ubuntu/.local/state/troops/runs")).isNotEmptyDirectory();

    // As root in somebody else's work tree, git runs as that somebody.
    Result root = node.troops("deploy", "--repository=/home/ubuntu/deploy");
    assertThat(root.code()).as(root.all()).isZero();
    assertThat(root.err()).contains("  install tmux (").doesNotContain("dubious");
    assertThat(node.file("/var/lib/troops/runs")).isNotEmptyDirectory();
  }

  @Test
  void theTimeServersAreKeptCurrent(Bed bed) throws Exception {
    DebianNode node = bed.node("time-1.fra.example.com");
    node.deployment(Bench.EXAMPLES.resolve("timeservers"));
    // A container may not set the clock that it shares: here, chronyd watches it only.
    Path dropIns = Files.createDirectories(node.file("/etc/systemd/system/chrony.service.d"));
    Files.writeString(
        dropIns.resolve("watch.conf"),
        "[Unit]\nConditionCapability=\n[Service]\nExecStart=\nExecStart=!/usr/sbin/chronyd -x\n");
    Result preview = node.troops("deploy", "--repository=/root/deploy", "--check");
    assertThat(preview.code()).as(preview.all()).isZero();

    Result first = node.troops("deploy", "--repository=/root/deploy");
    assertThat(first.code()).as(first.all()).isZero();
    assertThat(Files.readString(node.file("/etc/chrony/conf.d/serve.conf")))
        .isEqualTo("allow 10.1.0.0/16\n");
    assertThat(node.run("systemctl", "is-enabled", "chrony").out()).isEqualTo("enabled\n");
    assertThat(node.troops("deploy", "--repository=/root/deploy").err())
        .contains("succeeded: nothing to do");

    // A change of configuration by hand: put back, and the service brought up to date.
    Files.writeString(node.file("/etc/chrony/conf.d/serve.conf"), "deny all\n");
    Result mended = node.troops("deploy", "--repository=/root/deploy", "--diff");
    assertThat(mended.code()).as(mended.all()).isZero();
    assertThat(mended.err())
        .contains("  update /etc/chrony/conf.d/serve.conf (")
        .contains("    -deny all\n    +allow 10.1.0.0/16\n")
        .contains("start chrony");
    assertThat(node.troops("deploy", "--repository=/root/deploy").err())
        .contains("succeeded: nothing to do");
  }

  @Test
  void anAptThatIsAtWorkIsWaitedForByName(Bed bed) throws Exception {
    DebianNode node = bed.node("shellbox-1.example.com");
    node.deployment(Bench.EXAMPLES.resolve("shellbox"));
    node.run("apt-get", "update");
    // perl-base is on every Debian, and locks as dpkg does.
    Files.writeString(
        node.file("/root/hold"),
        """
        use Fcntl;
        open F, '>>', '/var/lib/dpkg/lock-frontend' or die;
        my $lock = pack('s s x4 q q i x4', F_WRLCK, 0, 0, 0, 0);
        fcntl F, F_SETLK, $lock or die;
        open G, '>', '/root/held';
        sleep 5;
        """);
    node.run("systemd-run", "--unit=holder", "perl", "/root/hold");
    Bench.await("the lock", () -> Files.exists(node.file("/root/held")));
    Result result = node.troops("deploy", "--repository=/root/deploy");
    assertThat(result.code()).as(result.all()).isZero();
    assertThat(result.err())
        .containsPattern("waiting for dpkg's lock, held by perl /root/hold \\(pid \\d+");
  }

  @Test
  void whatAptSaysIsShownWhenItFails(Bed bed) throws Exception {
    DebianNode node = bed.node("shellbox-1.example.com");
    node.deployment(Bench.EXAMPLES.resolve("shellbox"));
    Path script = node.file("/root/deploy/deploy.java");
    Files.writeString(script, Files.readString(script).replace("\"tmux\"", "\"tmuxx\""));
    node.commit();
    Result unknown = node.troops("deploy", "--repository=/root/deploy");
    assertThat(unknown.code()).as(unknown.all()).isEqualTo(1);
    assertThat(unknown.err())
        .contains("no package named tmuxx")
        .contains("E: Unable to locate package tmuxx")
        .contains("hint: see how it is spelt");

    // The archive has gone, the lists still name it.
    Files.writeString(script, Files.readString(script).replace("\"tmuxx\"", "\"tmux\""));
    node.commit();
    node.run("sh", "-c", "rm /srv/apt/tmux_*.deb");
    Result gone = node.troops("deploy", "--repository=/root/deploy");
    assertThat(gone.code()).as(gone.all()).isEqualTo(1);
    assertThat(gone.err())
        .contains("failed: tmux, deploy.java:10")
        .containsPattern("apt-get .*install.*: exit code 100")
        .containsPattern("E: .*tmux.*No such file or directory")
        .contains("  update the package lists\n")
        .contains("changed before it failed: 1 change\n");
  }
}
