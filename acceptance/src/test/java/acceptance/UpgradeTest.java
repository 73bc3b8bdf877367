package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Machine;
import acceptance.bed.Patience;
import acceptance.bed.Program;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import acceptance.bed.TroopsPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Another version of the package, installed while runs are going on.
@ExtendWith(TestBed.class)
class UpgradeTest {
  /// Another version, with other jars as far as a node can see.
  private static final String REPACK =
      """
      cd "$2"
      dpkg-deb --raw-extract "$1" tree
      version=$(sed -n 's/^Version: //p' tree/DEBIAN/control)
      lib=$(basename tree/usr/lib/troops/package/lib/*)
      other=$(printf %s "$lib" | rev)
      mv "tree/usr/lib/troops/package/lib/$lib" "tree/usr/lib/troops/package/lib/$other"
      sed -i "s/$lib/$other/g; s/-Dtroops.version=[^ ]*/-Dtroops.version=99.0.0/" tree/usr/lib/troops/package/bin/troops
      echo "99.0.0-$other" >tree/usr/lib/troops/package/version
      sed -i 's/^Version: .*/Version: 99.0.0/' tree/DEBIAN/control
      (cd tree && find usr -type f -exec md5sum {} + >DEBIAN/md5sums)
      dpkg-deb --root-owner-group -Znone --build tree new.deb
      """;

  private static final String WAITS =
      """
      import debianadmin.*;
      import java.nio.file.*;
      import troops.*;

      void main() {}

      static class Late {
          static String text() throws Exception {
              var out = new java.io.ByteArrayOutputStream();
              try (var zip = new java.util.zip.GZIPOutputStream(out)) {
                  zip.write(1);
              }
              var xml = javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder();
              return xml.newDocument().getClass().getSimpleName() + out.size();
          }
      }

      @Deployable
      void waits() throws Exception {
          Place.text("/srv/waiting", "");
          while (!Files.exists(Path.of("/srv/go"))) {
              Thread.sleep(100);
          }
          machine.Command.of("touch", "/srv/touched").run();
          Apt.install("tmux");
          Place.text("/srv/late", Late.text());
      }
      """;

  private static final String UPGRADES =
      """
      import debianadmin.*;
      import troops.*;

      void main() {}

      @Deployable
      void upgrades() {
          machine.Command.of("apt-get", "install", "--yes", "/srv/new.deb").run().orThrow();
          Place.text("/srv/after", "upgraded\\n");
          machine.Command.of("touch", "/srv/touched").run();
      }
      """;

  private static final String FINE =
      """
      import debianadmin.*;
      import troops.*;

      void main() {}

      @Deployable
      void fine() {
          Place.text("/srv/fine", "fine\\n");
      }
      """;

  @TempDir static Path directory;
  private static Path deb;

  @BeforeAll
  static void repack() throws IOException {
    Machine.run(
        List.of("sh", "-euc", REPACK, "sh", TroopsPackage.file().toString(), directory.toString()));
    deb = directory.resolve("new.deb");
  }

  private static DebianNode node(Bed bed) {
    DebianNode node = bed.readyNode("shellbox-1.example.com");
    node.run("gpasswd", "--add", "ubuntu", "troops").ok();
    return node;
  }

  private static List<String> versions(DebianNode node) {
    return node.run("ls", "/usr/lib/troops/versions").ok().out().lines().toList();
  }

  private static void isUpgraded(Bed bed, DebianNode node) {
    // A version goes with the last run that uses it.
    Patience.await("the end of the old version", () -> versions(node).size() == 1);
    assertThat(versions(node).getFirst()).startsWith("99.0.0-");
    assertThat(node.troops("--version").ok().out()).isEqualTo("troops 99.0.0\n");
    bed.pusher().script(FINE);
    assertThat(bed.pusher().push(node, "main").ok().err())
        .contains("succeeded: ")
        .doesNotContain("start-up cache");
    assertThat(node.run("dpkg", "--verify", "troops").ok().out()).isEmpty();
  }

  @Test
  void anUpgradeDoesNotBreakTheRunThatIsGoingOn(Bed bed) {
    DebianNode node = node(bed);
    bed.pusher().script(WAITS);
    Program push = bed.pusher().startPush("ubuntu", node, "main");
    Patience.await("the run", () -> Files.exists(node.file("/srv/waiting")));
    node.install(deb).ok();
    assertThat(versions(node)).hasSize(2);
    assertThat(node.troops("status").ok().out()).contains("now         the run of ");
    assertThat(node.run("touch", "/srv/go").code()).isZero();
    Result told = push.finish().ok();
    assertThat(told.err()).contains("succeeded: ");
    assertThat(node.file("/srv/late")).content().startsWith("DocumentImpl");
    isUpgraded(bed, node);
  }

  @Test
  void aRunUpgradesTroopsItself(Bed bed) {
    DebianNode node = node(bed);
    node.copy(deb, "/srv/new.deb");
    bed.pusher().script(UPGRADES);
    Result told = bed.pusher().push(node, "main").ok();
    assertThat(told.err()).contains("succeeded: ").contains("main -> main");
    assertThat(node.file("/srv/after")).hasContent("upgraded\n");
    isUpgraded(bed, node);
  }
}
