package debianadmin.apt.dpkg;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import debianadmin.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DpkgStatusTest {
  private static final List<String> STATES =
      List.of(
          "install ok installed",
          "hold ok installed",
          "install ok half-configured",
          "install ok unpacked",
          "install reinstreq half-installed",
          "deinstall ok config-files",
          "install ok triggers-pending");
  private static final List<String> ARCHITECTURES = List.of("amd64", "i386", "all");

  private static String stanza(String name, String state, String architecture, String more) {
    return "Package: "
        + name
        + "\nStatus: "
        + state
        + "\nArchitecture: "
        + architecture
        + "\n"
        + more
        + "\n";
  }

  private static final String DPKG =
      stanza("dpkg", "install ok installed", "amd64", "Version: 1.21.22\n");

  private static DpkgStatus status(String text, String... journal) {
    List<byte[]> updates = new ArrayList<>();
    for (String update : journal) {
      updates.add(update.getBytes(UTF_8));
    }
    return DpkgStatus.of(text.getBytes(UTF_8), updates);
  }

  private static boolean installed(DpkgStatus status, String name) {
    return status.installed(PackageName.parse(name)) != null;
  }

  private static DpkgStatus.Stanza the(DpkgStatus.@Nullable Stanza stanza) {
    return Objects.requireNonNull(stanza);
  }

  @Test
  void takesInstalledAndHeldPackagesForInstalled() {
    for (String state : STATES) {
      DpkgStatus status = status(DPKG + stanza("tmux", state, "amd64", "Version: 3.3a-3\n"));
      assertThat(installed(status, "tmux")).as(state).isEqualTo(state.endsWith(" ok installed"));
      assertThat(status.present(PackageName.parse("tmux")))
          .as(state)
          .isEqualTo(!state.endsWith("config-files"));
    }
  }

  @Test
  void tellsArchitecturesApart() {
    String ok = "install ok installed";
    DpkgStatus status =
        status(
            DPKG
                + stanza("libc6", ok, "i386", "Multi-Arch: same\nVersion: 2\n")
                + stanza("libc6", ok, "amd64", "Multi-Arch: same\nVersion: 1\n")
                + stanza("wine32", ok, "i386", "")
                + stanza("tzdata", ok, "all", ""));
    assertThat(the(status.installed(PackageName.parse("libc6"))).version()).isEqualTo("1");
    assertThat(the(status.installed(PackageName.parse("libc6:i386"))).version()).isEqualTo("2");
    assertThat(installed(status, "wine32")).isFalse();
    assertThat(installed(status, "wine32:i386")).isTrue();
    assertThat(installed(status, "tzdata")).isTrue();
    assertThat(installed(status, "tzdata:amd64")).isTrue();
    assertThat(installed(status, "tzdata:i386")).isFalse();
  }

  @Test
  void findsWhoProvidesAName() {
    DpkgStatus status =
        status(
            DPKG
                + stanza(
                    "exim4",
                    "install ok installed",
                    "all",
                    "Provides: imap-server (= 4), mail-transport-agent\nVersion: 4.96\n")
                + stanza("postfix", "deinstall ok config-files", "amd64", "Provides: smtpd\n"));
    assertThat(the(status.provider(PackageName.parse("mail-transport-agent"))).name())
        .isEqualTo("exim4");
    assertThat(the(status.provider(PackageName.parse("imap-server"))).version()).isEqualTo("4.96");
    assertThat(status.provider(PackageName.parse("smtpd"))).isNull();
    assertThat(status.provider(PackageName.parse("mail-transport"))).isNull();
  }

  @Test
  void believesTheJournalMoreThanTheStatusFile() {
    String ok = "install ok installed";
    String before = DPKG + stanza("tmux", ok, "amd64", "") + stanza("libc6", ok, "i386", "");
    DpkgStatus status =
        status(
            before,
            stanza("tmux", "install ok half-configured", "amd64", ""),
            stanza("libc6", ok, "amd64", "") + stanza("git", ok, "amd64", ""));
    assertThat(status.interrupted()).isTrue();
    assertThat(installed(status, "tmux")).isFalse();
    assertThat(installed(status, "git")).isTrue();
    assertThat(installed(status, "libc6")).isTrue();
    assertThat(installed(status, "libc6:i386")).isTrue();
    assertThat(status(before).interrupted()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "debian-13, 1.22.22, 5.40.1-6+deb13u1, 3.5a-3",
    "ubuntu-24.04, 1.22.6ubuntu6, 5.38.2-3.2build2, 3.4-1build1",
    "ubuntu-22.04, 1.21.1ubuntu2, 5.34.0-3ubuntu1, 3.2a-4build1",
  })
  void readsTheStatusOf(String release, String dpkg, String perl, String tmux) {
    DpkgStatus status = status(Tree.golden("/debianadmin/dpkg-status-" + release));
    assertThat(status.architecture()).isEqualTo("amd64");
    assertThat(the(status.installed(PackageName.parse("dpkg"))).version()).isEqualTo(dpkg);
    assertThat(the(status.provider(PackageName.parse("libsocket-perl"))).version()).isEqualTo(perl);
    assertThat(the(status.provider(PackageName.parse("awk"))).name()).isEqualTo("mawk");
    assertThat(the(status.installed(PackageName.parse("tmux"))).version()).isEqualTo(tmux);
    assertThat(status.held(PackageName.parse("tmux"))).isTrue();
    assertThat(status.held(PackageName.parse("dpkg"))).isFalse();
    assertThat(installed(status, "tzdata")).isFalse();
    assertThat(status.present(PackageName.parse("tzdata"))).isFalse();
    assertThat(status.left(PackageName.parse("tzdata"))).isTrue();
    assertThat(status.left(PackageName.parse("nginx"))).isFalse();
  }

  @Test
  void takesAHoldOfWhatIsNotInstalledForAHold() {
    DpkgStatus status = status(DPKG + stanza("tmux", "hold ok not-installed", "amd64", ""));
    assertThat(status.held(PackageName.parse("tmux"))).isTrue();
    assertThat(status.left(PackageName.parse("tmux"))).isFalse();
    assertThat(status.held(PackageName.parse("tmux:i386"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithAnObviousParser(int seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(DPKG);
    List<String> journal = new ArrayList<>();
    Set<String> there = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      String stanza = randomStanza(random);
      // dpkg writes one stanza for each name and architecture.
      if (there.add(stanza.replaceAll("\n(?!Arch).*", ""))) {
        text.append(stanza).append(random.nextInt(10) == 0 ? "\n" : "");
      }
    }
    for (int i = random.nextInt(40); i > 0; i--) {
      journal.add(randomStanza(random));
    }
    String whole = random.nextBoolean() ? text.toString() : text.toString().stripTrailing();
    Map<String, Map<String, String>> obvious = obvious(whole, journal);
    DpkgStatus status = status(whole, journal.toArray(String[]::new));
    for (int n = 0; n < 120; n++) {
      for (String architecture : List.of("", "amd64", "i386")) {
        String name = "pkg" + n;
        boolean expected = false;
        for (String own : List.of(architecture.isEmpty() ? "amd64" : architecture, "all")) {
          boolean counts = !own.equals("all") || !architecture.equals("i386");
          Map<String, String> fields = obvious.get(name + ":" + own);
          expected |=
              counts
                  && fields != null
                  && fields.getOrDefault("Status", "").endsWith(" ok installed");
        }
        String wanted = architecture.isEmpty() ? name : name + ":" + architecture;
        assertThat(installed(status, wanted)).as(wanted).isEqualTo(expected);
      }
    }
  }

  private static String randomStanza(Random random) {
    // One name in two has instances in several architectures, as Multi-Arch: same has.
    int n = random.nextInt(120);
    String architecture = ARCHITECTURES.get(random.nextInt(n % 2 == 0 ? 2 : 3));
    String more =
        switch (random.nextInt(4)) {
          case 0 -> "Description: a\n  Status: install ok installed\n .\n Package: no\n";
          case 1 -> "Provides: virtual" + n + "\n";
          case 2 -> "Conffiles:\n /etc/x 0123 obsolete\nPriority: optional\nStatus-Quo: x\n";
          default -> "";
        };
    return stanza("pkg" + n, STATES.get(random.nextInt(STATES.size())), architecture, more);
  }

  private static Map<String, Map<String, String>> obvious(String text, List<String> journal) {
    Map<String, Map<String, String>> all = new HashMap<>();
    List<String> files = new ArrayList<>(List.of(text));
    files.addAll(journal);
    for (String file : files) {
      for (String stanza : file.split("\n\n+", -1)) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : stanza.split("\n", -1)) {
          if (line.matches("[A-Z][A-Za-z-]*:.*")) {
            fields.put(line.replaceFirst(":.*", ""), line.replaceFirst("[^:]*: *", ""));
          }
        }
        all.put(fields.get("Package") + ":" + fields.get("Architecture"), fields);
      }
    }
    return all;
  }
}
