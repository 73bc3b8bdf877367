package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The law that every operation of `debianadmin` keeps, on a real node: applied, it finds nothing
/// to do, and says why; changed by hand, it says what differs; applied again, it finds nothing to
/// do; and a preview changes nothing on the machine.
///
/// A family of operations is a directory of `src/test/law`: a deployment, of which each deployable
/// is one case; `spoil.sh`, which undoes by hand something of each; and `prepare.sh`, if the node
/// needs something first.
@ExtendWith(TestBed.class)
class LawTest {
  private static final Path LAW = Path.of(System.getProperty("troops.law"));

  /// All that is on the machine, with everything that a change would show in: the content too, for
  /// a change of it moves the ctime (inode(7)). Left out is what Troops itself and the journal
  /// note.
  private static final String SNAPSHOT =
      """
      find / -xdev '(' -path /proc -o -path /sys -o -path /dev -o -path /run -o -path /tmp -o -path /var/tmp \
          -o -path /var/log -o -path /var/lib/troops -o -path /var/cache/apt -o -path /var/lib/systemd ')' -prune \
        -o -printf '%p %y %m %u %g %s %i %T@ %C@ %l\n' | LC_ALL=C sort
      """;

  /// These wait, and bring nothing into a state.
  private static final Set<String> WITHOUT_STATE = Set.of("Wait");

  private static final Pattern FINISHED =
      Pattern.compile(
          "\"type\":\"deployable-finished\",\"name\":\"(\\w+)\",\"ok\":(\\w+),\"changed\":(\\d+),"
              + "\"kept\":(\\d+),\"unknown\":(\\d+)");

  private static final Pattern REASONED =
      Pattern.compile("\"type\":\"kept\".*\"reason\":\"[^\"]+\"");

  private record Tally(boolean ok, int changed, int kept, int unknown) {}

  static Stream<String> families() throws IOException {
    try (Stream<Path> families = Files.list(LAW)) {
      return families.map(path -> path.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void keepsTheLaw(String family, Bed bed) throws IOException {
    DebianNode node = bed.node("law-" + family + ".example.com");
    node.deployment(LAW.resolve(family));
    // Whose own place is left out of the comparison, but not the directory that it appears in.
    node.run("mkdir", "-p", "/var/lib/troops").ok();
    node.run("apt-get", "update").ok();
    if (Files.exists(LAW.resolve(family).resolve("prepare.sh"))) {
      node.run("sh", "-eu", "/root/deploy/prepare.sh").ok();
    }
    preview(node);
    Map<String, Tally> applied = deploy(node);
    assertThat(applied.values()).allMatch(Tally::ok).allMatch(tally -> tally.changed() > 0);
    assertThat(preview(node)).allSatisfy((name, tally) -> settled(name, tally));
    node.run("sh", "-eu", "/root/deploy/spoil.sh").ok();
    assertThat(preview(node))
        .allSatisfy((name, tally) -> assertThat(tally.changed()).as(name).isPositive());
    assertThat(deploy(node))
        .allSatisfy((name, tally) -> assertThat(tally.changed()).as(name).isPositive());
    assertThat(preview(node)).allSatisfy((name, tally) -> settled(name, tally));
  }

  private static void settled(String name, Tally tally) {
    assertThat(tally.kept()).as(name + ": nothing to do, with a reason").isPositive();
    assertThat(tally.changed() + tally.unknown()).as(name).isZero();
  }

  private static Map<String, Tally> preview(DebianNode node) {
    List<String> before = snapshot(node);
    Map<String, Tally> all = deploy(node, "--check");
    assertThat(difference(before, snapshot(node))).as("changed by a preview").isEmpty();
    return all;
  }

  private static Map<String, Tally> deploy(DebianNode node, String... options) {
    List<String> words = new ArrayList<>(List.of("deploy", "--repository=/root/deploy", "--json"));
    words.addAll(List.of(options));
    Result result = node.troops(words.toArray(String[]::new)).ok();
    Map<String, Tally> all = new TreeMap<>();
    for (String line : result.out().split("\n", -1)) {
      Matcher finished = FINISHED.matcher(line);
      if (finished.find()) {
        all.put(
            finished.group(1),
            new Tally(
                finished.group(2).equals("true"),
                Integer.parseInt(finished.group(3)),
                Integer.parseInt(finished.group(4)),
                Integer.parseInt(finished.group(5))));
      } else if (line.contains("\"type\":\"kept\"")) {
        assertThat(line).containsPattern(REASONED);
      }
    }
    assertThat(all).isNotEmpty();
    return all;
  }

  private static List<String> snapshot(DebianNode node) {
    return List.of(node.run("sh", "-c", SNAPSHOT).out().split("\n", -1));
  }

  private static Set<String> difference(List<String> before, List<String> after) {
    Set<String> both = new TreeSet<>(before);
    both.retainAll(new TreeSet<>(after));
    Set<String> either = new TreeSet<>(before);
    either.addAll(after);
    either.removeAll(both);
    return either;
  }

  @Test
  void noOperationIsExempt() throws Exception {
    StringBuilder scripts = new StringBuilder();
    for (String family : families().toList()) {
      scripts.append(Files.readString(LAW.resolve(family).resolve("deploy.java")));
    }
    String all = scripts.toString();
    assertThat(operations()).isNotEmpty().allMatch(name -> all.contains(name + "("));
  }

  /// The public static methods that return nothing: `Place.text`.
  private static List<String> operations() throws Exception {
    Path jar =
        Path.of(
            debianadmin.Place.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> all = new ArrayList<>();
    try (var opened = Files.isDirectory(jar) ? null : FileSystems.newFileSystem(jar);
        Stream<Path> files =
            Files.list((opened == null ? jar : opened.getPath("/")).resolve("debianadmin"))) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".class") && !name.contains("$") && !name.equals("package-info.class")) {
          String simple = name.substring(0, name.length() - 6);
          Class<?> type = Class.forName("debianadmin." + simple);
          Arrays.stream(type.getDeclaredMethods())
              .filter(LawTest::isOperation)
              .filter(method -> !WITHOUT_STATE.contains(simple))
              .forEach(method -> all.add(simple + "." + method.getName()));
        }
      }
    }
    return all;
  }

  private static boolean isOperation(Method method) {
    return Modifier.isPublic(method.getModifiers())
        && Modifier.isStatic(method.getModifiers())
        && method.getReturnType() == void.class;
  }
}
