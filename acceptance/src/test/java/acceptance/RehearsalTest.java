package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Program;
import acceptance.bed.Pusher;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Rehearsals on real Debian machines: they show what a run would really do, and leave nothing.
@ExtendWith(TestBed.class)
class RehearsalTest {
  /// Serves what lies in /srv/apt.
  private static final String SERVER =
      """
      use Socket;
      socket my $port, AF_INET, SOCK_STREAM, 0;
      setsockopt $port, SOL_SOCKET, SO_REUSEADDR, 1;
      bind $port, pack_sockaddr_in 8000, INADDR_ANY or die $!;
      listen $port, 20;
      while (accept my $client, $port) {
        my $head = '';
        1 while $head !~ /\\r\\n\\r\\n/ && sysread $client, $head, 4096, length $head;
        my ($path) = $head =~ m{^GET (/\\S*)};
        $path =~ s/%([0-9a-f]{2})/chr hex $1/gei if $path;
        local $/;
        my $text;
        if ($path && -f "/srv/apt$path" && open my $file, '<', "/srv/apt$path") {
          $text = <$file>;
        }
        my $status = defined $text ? '200 OK' : '404 Not Found';
        print $client "HTTP/1.1 $status\\r\\nConnection: close\\r\\nContent-Length: ", length($text // ''), "\\r\\n\\r\\n", $text // '';
        close $client;
      }
      """;

  private static DebianNode rehearsed(Bed bed, String example, String name) throws IOException {
    DebianNode node = bed.node(name);
    node.deployment(Bench.EXAMPLES.resolve(example));
    node.run("apt-get", "update").ok();
    node.troops("deploy", "--repository=/root/deploy", "--list").ok();
    node.troops("deploy", "--repository=/root/deploy", "--check").ok();
    return node;
  }

  private static Result rehearse(DebianNode node, String... more) {
    String[] words = new String[more.length + 3];
    words[0] = "deploy";
    words[1] = "--repository=/root/deploy";
    words[2] = "--rehearse";
    System.arraycopy(more, 0, words, 3, more.length);
    return node.troops(words);
  }

  @Test
  void aWebServerIsRehearsedAndThenDeployed(Bed bed) throws IOException {
    DebianNode node = rehearsed(bed, "webserver", "web-1.example.com");
    Traces before = Traces.of(node);
    Result rehearsal = rehearse(node, "--diff", "--detailed-exitcode");
    assertThat(rehearsal.code()).as(rehearsal.all()).isEqualTo(2);
    assertThat(rehearsal.err())
        .contains("rehearsing ")
        .contains("  would install nginx")
        .contains("what would be different on this machine:\n")
        .containsPattern("  install package nginx \\([0-9.]+")
        .contains(
            "  create /etc/nginx/sites-available/docs.example.com (mode 0644, owner root:root)\n")
        .contains("    +++ /etc/nginx/sites-available/docs.example.com\n")
        .contains("  enable unit nginx.service (for multi-user.target)\n")
        .contains("  start unit nginx.service\n")
        .contains(" of packages, caches, logs and bookkeeping\n")
        .contains("; nothing was changed (");
    before.areAllThatIsOn(node);
    assertThat(node.troops("log").ok().out()).contains("rehearsal: ");

    node.troops("deploy", "--repository=/root/deploy").ok();
    Result again = rehearse(node, "--detailed-exitcode");
    assertThat(again.code()).as(again.all()).isZero();
    assertThat(again.err()).contains("rehearsal: nothing to do; nothing was changed (");
  }

  @Test
  void accountsAndTimersAreRehearsedAndThenDeployed(Bed bed) throws IOException {
    DebianNode node = rehearsed(bed, "buildbox", "build-1.example.com");
    Traces before = Traces.of(node);
    Result rehearsal = rehearse(node).ok();
    assertThat(rehearsal.err())
        .containsPattern("  create user ann \\(id [0-9]+, group [0-9]+, home /home/ann, shell ")
        .containsPattern("  create group builders \\(id [0-9]+, members ")
        .contains("  start unit tidy-builds.timer\n");
    before.areAllThatIsOn(node);
    node.troops("deploy", "--repository=/root/deploy").ok();
    assertThat(rehearse(node).ok().err()).contains("rehearsal: nothing to do");
  }

  @Test
  void whatEachMachineHasIsRehearsedAndThenDeployed(Bed bed) throws IOException {
    DebianNode node = rehearsed(bed, "base", "anything.example.com");
    node.run("hostname", "nobody").ok();
    Traces before = Traces.of(node);
    Result rehearsal = rehearse(node).ok();
    assertThat(rehearsal.err())
        .contains("  create /etc/ssh/sshd_config.d/base.conf (")
        .contains("  reload unit ssh.service\n");
    before.areAllThatIsOn(node);
    node.troops("deploy", "--repository=/root/deploy").ok();
    assertThat(rehearse(node).ok().err()).contains("rehearsal: nothing to do");
  }

  @Test
  void whatAScriptDoesByItselfIsSeenToo(Bed bed) throws IOException {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    String first = pusher.deploy(node, Scripts.motd("one"));
    pusher.script(
        Scripts.deployable(
            "byHand",
            "java.nio.file.Files.move(java.nio.file.Path.of(\"/etc/skel\"), java.nio.file.Path.of(\"/etc/skeleton\"));",
            "java.nio.file.Files.writeString(java.nio.file.Path.of(\"/etc/motd\"), \"two\\n\");",
            "Command.of(\"sh\", \"-ec\", \"rm /etc/issue; chmod 600 /etc/issue.net;"
                + " systemctl restart ssh; systemctl mask cron; tr a-y b-z </etc/hostname >/etc/key; chmod 400 /etc/key;"
                + " echo '* * * * * root true' >/etc/cron.d/job\").run();",
            "IO.println(\"written \" + java.nio.file.Files.readString(java.nio.file.Path.of(\"/etc/motd\")));"));
    Traces before = Traces.of(node);
    Result rehearsal = pusher.git("push", "-o", "rehearse", node.repository("ubuntu"), "main");
    assertThat(rehearsal.code()).as(rehearsal.all()).isZero();
    assertThat(rehearsal.err())
        .contains("remote: written two")
        .contains("remote:   change /etc/motd (its text)")
        .contains("remote:   remove /etc/issue")
        .contains("remote:   create /etc/skeleton (directory, mode 0755, owner root:root)")
        .contains("remote:   remove /etc/skel (directory)")
        .contains("remote:   change /etc/issue.net (mode 0644 to 0600)")
        .contains("remote:   create /etc/key (mode 0400, owner root:root, 11 bytes, not shown")
        .contains("remote:   create /etc/cron.d/job (mode 0644, owner root:root)")
        .contains("remote:   mask unit cron.service")
        .contains("remote:   restart unit ssh.service")
        .contains("main -> refs/troops/rehearsed");
    before.areAllThatIsOn(node);
    assertThat(Scripts.refs(pusher, node)).allMatch(line -> line.startsWith(first));
    assertThat(node.troops("log", "last").ok().out()).doesNotContain("tifmmcpy");
  }

  @Test
  void whatPreparesIsRehearsedBeforeWhatItPrepares(Bed bed) {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    pusher.deploy(node, Scripts.motd("one"));
    pusher.file(
        "prepare.java",
        """
        import debianadmin.*;
        import troops.*;
        @Deployable void before() { Place.text("/etc/prepared", "words\\n"); }
        """);
    pusher.script(
        """
        import debianadmin.*;
        import troops.*;
        void main() {}
        @Deployable void after() throws Exception {
          Place.text("/etc/deployed", Files.readString(Path.of("/etc/prepared")));
        }
        """);
    Result rehearsal = pusher.git("push", "-o", "rehearse", node.repository("ubuntu"), "main");
    assertThat(rehearsal.ok().err())
        .containsSubsequence(
            "prepare.before  prepare.java:3",
            "after  deploy.java:5",
            "create /etc/deployed",
            "create /etc/prepared");
    assertThat(node.file("/etc/prepared")).doesNotExist();
    assertThat(node.file("/etc/deployed")).doesNotExist();
    pusher.push(node, "main").ok();
    assertThat(node.file("/etc/deployed")).hasContent("words\n");
  }

  @Test
  void otherMachinesAreReachedByHttpUnlessSomebodySaysNo(Bed bed) throws IOException {
    DebianNode node = rehearsed(bed, "base", "anything.example.com");
    DebianNode packages = bed.node("packages.example.com");
    Program server = packages.start("perl", "-e", SERVER);
    String address = "http://packages.example.com:8000/";
    Files.writeString(
        node.file("/root/deploy/deploy.java"),
        Scripts.deployable(
            "online",
            "Place.text(\"/etc/apt/sources.list\", \"deb [trusted=yes] " + address + " ./\\n\");",
            "Apt.install(\"tmux\");",
            "try (var in = java.net.URI.create(\""
                + address
                + "Packages\").toURL().openStream()) {",
            "  IO.println(new String(in.readAllBytes()).contains(\"Package: tmux\"));",
            "}"));
    node.commit();
    Traces before = Traces.of(node);
    Result rehearsal = rehearse(node).ok();
    assertThat(rehearsal.out()).isEqualTo("true\n");
    assertThat(rehearsal.err()).contains("  install package tmux (");
    before.areAllThatIsOn(node);

    Result offline = rehearse(node, "--offline");
    assertThat(offline.code()).as(offline.all()).isEqualTo(1);
    assertThat(offline.err()).contains("failed: online, deploy.java:1");
    assertThat(server.isAlive()).isTrue();
  }

  @Test
  void aRehearsalCanNotBeRehearsed(Bed bed) throws IOException {
    DebianNode node = rehearsed(bed, "base", "anything.example.com");
    Files.writeString(
        node.file("/root/deploy/deploy.java"),
        Scripts.deployable(
            "again",
            "Command.of(\"PROGRAM\", \"deploy\", \"--repository=/root/deploy\", \"--rehearse\").run();"
                .replace(
                    "PROGRAM",
                    Path.of(System.getProperty("troops.distribution")).toAbsolutePath().normalize()
                        + "/bin/troops")));
    node.commit();
    Traces before = Traces.of(node);
    Result rehearsal = rehearse(node);
    assertThat(rehearsal.code()).as(rehearsal.all()).isEqualTo(1);
    assertThat(rehearsal.err())
        .contains(
            "failed: nothing can be rehearsed here: unshare: unshare failed: Operation not permitted")
        .contains("hint: a rehearsal needs overlayfs and namespaces: a container often lacks them");
    before.areAllThatIsOn(node);
  }

  @Test
  void aPullIsRehearsedAndThenDeployed(Bed bed) throws IOException {
    Pulling at = Pulling.on(bed);
    String address = at.remote("origin");
    String one = at.commit("one");
    at.publish(address, "main");
    String motd = at.read("/etc/motd");
    Result rehearsal = at.pull("--rehearse", "--detailed-exitcode");
    assertThat(rehearsal.code()).as(rehearsal.all()).isEqualTo(2);
    assertThat(rehearsal.err())
        .contains("rehearsing " + one.substring(0, 10))
        .contains("  change /etc/motd (its text)\n")
        .contains("rehearsal: 1 change to make; nothing was changed (");
    assertThat(at.read("/etc/motd")).isEqualTo(motd);
    assertThat(at.branches()).isEmpty();

    at.write("/etc/troops/config", "[run]\n\trehearse = always\n");
    assertThat(at.pull().ok().err())
        .containsSubsequence("rehearsal: 1 change to make", "deploying ", "succeeded: 1 change");
    assertThat(at.read("/etc/motd")).isEqualTo("one\n");
    assertThat(at.branch("main")).isEqualTo(one);
  }

  @Test
  void aRunThatFailsInARehearsalNeverTouchesTheMachine(Bed bed) throws IOException {
    DebianNode node = Scripts.node(bed);
    Files.writeString(node.file("/etc/troops/config"), "[run]\n\trehearse = always\n");
    Pusher pusher = bed.pusher();
    pusher.deploy(node, Scripts.motd("one"));
    assertThat(node.troops("log").ok().out().lines().skip(1))
        .as("a rehearsal, then the deployment")
        .hasSize(2);
    assertThat(node.file("/etc/motd")).hasContent("one");

    Traces before = Traces.of(node);
    pusher.script(
        Scripts.deployable(
            "halfWay",
            "Apt.install(\"tmux\");",
            "Place.text(\"/etc/motd\", \"two\\n\");",
            "Place.absent(\"/etc/issue\");",
            "Command.of(\"false\").run();"));
    Result bad = pusher.push(node, "main");
    assertThat(bad.code()).as(bad.all()).isEqualTo(1);
    assertThat(bad.err())
        .contains("remote: failed: halfWay, deploy.java:12")
        .contains("remote: nothing was changed: it failed in a rehearsal")
        .contains("! [remote rejected] main -> main (rehearsal failed: false: exit code 1)")
        .doesNotContain("deploying");
    before.areAllThatIsOn(node);
    assertThat(node.troops("status").ok().out()).contains("false: exit code 1");
    assertThat(Scripts.local(node)).hasSize(1);
  }
}
