package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the law doesn't show of packages: refusals, repairs, secrets, and keys that are wrong.
@ExtendWith(TestBed.class)
class AptTest {
  private static final Path LAW = Path.of(System.getProperty("troops.law"), "package");

  /// A package `tool` in three versions.
  private static final String TOOL =
      """
      for version in 1.0 2.0 3.0; do deb /srv/plain tool $version; done
      suite /srv/plain plain
      echo 'deb [trusted=yes] file:/srv/plain plain main' >/etc/apt/sources.list.d/plain.list
      apt-get update
      """;

  /// A repository of packages, and two keys, of which one signs it.
  private static final String SIGNED =
      """
      apt-get update
      apt-get install --yes gpg gpg-agent
      cd /root/deploy
      for name in right wrong; do
        gpg --batch --pinentry-mode loopback --passphrase '' --quick-generate-key $name@example.com ed25519 sign never
        gpg --export $name@example.com >$name.gpg
      done
      deb /srv/signed tool 4.0
      suite /srv/signed law
      gpg --local-user right@example.com --clearsign --output /srv/signed/dists/law/InRelease /srv/signed/dists/law/Release
      """;

  /// A package that kills the dpkg that configures it, until it is mended.
  private static final String FRAGILE =
      """
      mkdir -p /root/fragile/DEBIAN
      cd /root/fragile
      printf 'Package: fragile\\nVersion: 1\\nArchitecture: all\\nMaintainer: tester <tester@example.com>\\nDescription: breaks\\n' >DEBIAN/control
      printf '#!/bin/sh\\ntest -e /root/mended || kill -9 $PPID\\n' >DEBIAN/postinst
      chmod 0755 DEBIAN/postinst
      dpkg-deb --build . /srv/fragile.deb
      """;

  private static final String INTERRUPT =
      """
      rm -f /root/mended
      dpkg --install /srv/fragile.deb || true
      touch /root/mended
      ls /var/lib/dpkg/updates | grep .
      """;

  private static DebianNode node(Bed bed, String... prepared) throws IOException {
    DebianNode node = bed.node("shellbox-1.example.com");
    node.deployment(LAW);
    sh(node, ". /root/deploy/packages.sh\n" + String.join("\n", prepared));
    return node;
  }

  private static void sh(DebianNode node, String script) {
    node.run("sh", "-euc", script).ok();
  }

  private static Result deploy(DebianNode node, String line, String... options) throws IOException {
    Files.writeString(node.file("/root/deploy/deploy.java"), Scripts.deployable("it", line));
    node.run("git", "-C", "/root/deploy", "add", "--all").ok();
    node.run("git", "-C", "/root/deploy", "commit", "--quiet", "--allow-empty", "-m", "it").ok();
    List<String> words = new ArrayList<>(List.of("deploy", "--repository=/root/deploy"));
    words.addAll(List.of(options));
    return node.troops(words.toArray(String[]::new));
  }

  private static String version(DebianNode node, String name) {
    return node.run("dpkg-query", "--show", "--showformat=${Version}", name).out();
  }

  @Test
  void anOlderVersionIsRefusedUntilItIsAskedFor(Bed bed) throws Exception {
    DebianNode node = node(bed, TOOL, "apt-get install --yes tool");
    assertThat(deploy(node, "Apt.install(\"tool=1.0\");").refused().err())
        .contains("apt-get would downgrade tool (1.0 was 3.0)")
        .contains("Apt.allowDowngrade()");
    assertThat(deploy(node, "Apt.install(\"tool=1.0\");", "--check").refused().err())
        .contains("apt-get would downgrade tool");
    assertThat(deploy(node, "Apt.install(List.of(\"tool=1.0\"), Apt.allowDowngrade());").ok().err())
        .contains("  downgrade tool (1.0 was 3.0)");
    assertThat(version(node, "tool")).isEqualTo("1.0");
  }

  @Test
  void aVersionThatNobodyHasIsNamed(Bed bed) throws Exception {
    DebianNode node = node(bed, TOOL);
    assertThat(deploy(node, "Apt.install(\"tool=9\");").refused().err())
        .contains("no such version or release of a package: tool=9")
        .contains("E: Version '9' for 'tool' was not found")
        .contains("hint: see which there are: apt-cache policy tool");
    assertThat(deploy(node, "Apt.install(\"tool/nowhere\");").refused().err())
        .contains("no such version or release of a package: tool/nowhere");
  }

  @Test
  void whatIsOnHoldStaysUntilItIsLetGo(Bed bed) throws Exception {
    DebianNode node = node(bed, TOOL, "apt-get install --yes tool=1.0", "apt-mark hold tool");
    for (String line : List.of("Apt.install(\"tool=2.0\");", "Apt.remove(\"tool\");")) {
      assertThat(deploy(node, line).refused().err())
          .contains("on hold: tool")
          .contains("hint: let go of it first: Apt.unhold(\"tool\")");
    }
    assertThat(deploy(node, "Apt.upgrade();").ok().err())
        .contains("nothing to do: packages: are up to date with the package lists, but for those")
        .contains("kept back: tool");
    assertThat(deploy(node, "Apt.unhold(\"tool\"); Apt.upgrade();").ok().err())
        .contains("  unhold tool")
        .contains("  upgrade tool (3.0 was 1.0)");
  }

  @Test
  void configurationChangedByHandStaysUnlessTheNewOneIsAskedFor(Bed bed) throws Exception {
    DebianNode node =
        node(bed, TOOL, "apt-get install --yes tool=1.0", "echo mine >/etc/tool.conf");
    deploy(node, "Apt.install(\"tool=2.0\");").ok();
    assertThat(Files.readString(node.file("/etc/tool.conf"))).isEqualTo("mine\n");
    deploy(node, "Apt.upgrade(Apt.newConfiguration());").ok();
    assertThat(Files.readString(node.file("/etc/tool.conf"))).isEqualTo("3.0\n");
    assertThat(version(node, "tool")).isEqualTo("3.0");
  }

  @Test
  void anInterruptedDpkgIsRepairedFirst(Bed bed) throws Exception {
    DebianNode node = node(bed, TOOL, FRAGILE, "apt-get install --yes tool=1.0");
    for (String line :
        List.of(
            "Apt.upgrade();",
            "Apt.remove(\"tool\");",
            "Apt.purge(\"tool\");",
            "Apt.install(\"tool\");",
            "Apt.autoremove();")) {
      sh(node, INTERRUPT);
      assertThat(deploy(node, line, "--check").ok().err())
          .as(line)
          .contains("would finish the interrupted dpkg run (dpkg --configure -a)");
      assertThat(deploy(node, line).ok().err())
          .as(line)
          .contains("  finish the interrupted dpkg run (dpkg --configure -a)");
      assertThat(node.run("dpkg", "--audit").out()).as(line).isEmpty();
    }
    assertThat(version(node, "tool")).isEqualTo("3.0");
  }

  @Test
  void whatDpkgWasStoppedInIsMadeWhole(Bed bed) throws Exception {
    DebianNode node = node(bed, TOOL, "apt-get install --yes tool=3.0");
    for (String selection : List.of("install", "deinstall", "purge")) {
      for (String flag : List.of("ok", "reinstreq")) {
        for (String state :
            List.of("half-installed", "unpacked", "half-configured", "config-files")) {
          String status = selection + " " + flag + " " + state;
          sh(
              node,
              "sed -i '/^Package: tool$/,/^$/ s/^Status: .*/Status: %s/' /var/lib/dpkg/status"
                  .formatted(status));
          assertThat(deploy(node, "Apt.install(\"tool\");", "--check").ok().err())
              .as(status)
              .containsPattern("would (install|reinstall|configure) tool|would finish");
          deploy(node, "Apt.install(\"tool\");").ok();
          assertThat(node.run("dpkg-query", "-W", "-f", "${Status}", "tool").ok().out())
              .as(status)
              .isEqualTo("install ok installed");
        }
      }
    }
  }

  @Test
  void aSecretAnswerIsShownNowhere(Bed bed) throws Exception {
    DebianNode node =
        node(
            bed,
            """
            printf hunter2 >/root/secret
            mv /usr/bin/debconf-set-selections /usr/bin/debconf-set-selections.real
            cat >/usr/bin/debconf-set-selections <<'END'
            #!/bin/sh
            { echo "$@"; env; cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ; } >/var/tmp/seen 2>/dev/null
            exec /usr/bin/debconf-set-selections.real
            END
            chmod 0755 /usr/bin/debconf-set-selections
            """);
    String line =
        "Apt.preseed(\"law\", \"law/password\", \"password\","
            + " Secret.of(Files.readString(Path.of(\"/root/secret\"))));";
    List<Result> runs =
        List.of(
            deploy(node, line, "--check", "--diff"),
            deploy(node, line, "--diff", "--json"),
            deploy(node, line, "--check"));
    assertThat(runs.getLast().err()).contains("nothing to do: law/password: is answered");
    for (Result run : runs) {
      assertThat(run.ok().all()).contains("law/password").doesNotContain("hunter2");
    }
    assertThat(Files.readString(node.file("/var/cache/debconf/passwords.dat")))
        .contains("Value: hunter2");
    assertThat(Files.size(node.file("/var/tmp/seen"))).isPositive();
    String found =
        node.run(
                "sh",
                "-c",
                "journalctl >/var/tmp/journal;"
                    + " grep -rl hunter2 /var/lib/troops /var/log /var/tmp /etc /root/deploy"
                    + " /var/cache/debconf/config.dat")
            .out();
    assertThat(found).isEmpty();
  }

  @Test
  void aRepositoryIsBelievedOnlyWithItsKey(Bed bed) throws Exception {
    DebianNode node = node(bed, TOOL, SIGNED);
    String repository =
        "Apt.repository(\"law\", \"file:/srv/signed\", Apt.suites(\"law\"),"
            + " Apt.key(Path.of(\"%s.gpg\"))); Apt.install(\"tool\");";
    assertThat(deploy(node, repository.formatted("wrong")).refused().err()).contains("NO_PUBKEY");
    assertThat(version(node, "tool")).isEmpty();
    // The lists of the other source have a tool, too: the new key makes them be updated.
    assertThat(deploy(node, repository.formatted("right")).ok().err())
        .contains("update /etc/apt/keyrings/law.gpg")
        .contains("install tool (4.0)");
    assertThat(deploy(node, repository.formatted("right")).ok().err())
        .contains("succeeded: nothing to do");
  }

  @Test
  void whatAnEarlierStepWouldInstallIsThereInAPreview(Bed bed) throws Exception {
    DebianNode node = node(bed, TOOL);
    Result preview =
        deploy(
            node,
            "Apt.install(\"tool=2.0\"); IO.println(\"has \" + Apt.has(\"tool\"));"
                + " Apt.install(\"tool\"); Apt.remove(\"tool\");"
                + " IO.println(\"has \" + Apt.has(\"make\") + Apt.version(\"tool\"));",
            "--check");
    assertThat(preview.ok().all())
        .contains("would install tool (2.0)")
        .contains("has true\n")
        .doesNotContain("would install tool (3.0)")
        .contains("would remove tool (an earlier step would install it)")
        .contains("has false\n");
    assertThat(version(node, "tool")).isEmpty();
  }

  @Test
  void aPreviewKnowsThatANewRepositoryMayHaveIt(Bed bed) throws Exception {
    DebianNode node = node(bed, TOOL, SIGNED);
    String err =
        deploy(
                node,
                "Apt.repository(\"law\", \"file:/srv/signed\", Apt.suites(\"law\"),"
                    + " Apt.key(Path.of(\"right.gpg\"))); Apt.install(\"novel\");"
                    + " Apt.install(\"newer\"); Place.text(\"/etc/novel/novel.conf\", \"\");",
                "--check")
            .ok()
            .err();
    assertThat(err)
        .contains("would install novel (if the updated lists have it)")
        .contains("would install newer (if the updated lists have it)")
        .contains("a package that would be installed may bring it")
        .containsOnlyOnce("would update the package lists");
  }

  @Test
  void theAgeOfTheListsIsTold(Bed bed) throws Exception {
    DebianNode node = node(bed, TOOL, "touch -d '3 days ago' /var/lib/apt/lists");
    String line = "Apt.update(Duration.ofHours(6));";
    assertThat(deploy(node, line, "--check").ok().err())
        .contains("would update the package lists (");
    assertThat(deploy(node, line).ok().err()).contains("  update the package lists (");
    assertThat(deploy(node, line).ok().err())
        .containsPattern("nothing to do: the package lists: were updated \\d+ s ago");
  }
}
