package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.DebianNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What could be left of a rehearsal on a node: files, mounts, processes, loop devices, and
/// whatever else it might have changed.
///
/// @param files all files with their times of change, which no program can set
/// @param others all that isn't a file
record Traces(List<String> files, List<String> others) {
  /// Without what a run leaves that is no rehearsal: records, caches and what the system itself
  /// writes all the time.
  private static final String FILES =
      """
      find / -xdev \\
        \\( -path /var/lib/troops -o -path /var/log -o -path /tmp -o -path /var/tmp -o -path /run -o -path /dev \\
           -o -path /var/lib/systemd -o -path /root/.cache -o -path /root/.bash_history \\) -prune \\
        -o -printf '%p %y %m %U:%G %s %C@\\n' | sort
      find /var/lib/troops/state /run ! -path '*/systemd/*' ! -path '/run/user*' -printf '%p\\n' |
        grep -v -e attempts -e deployed.git -e '^/run/log/' -e '^/run/s[su]' -e '/lock.holder$' -e agetty | sort
      """;

  private static final String OTHERS =
      """
      cut -d ' ' -f 5- /proc/self/mountinfo | grep -v -e /run/user -e /run/credentials | sort
      ps -eo user,args | grep -v -e '[s]h -ec' -e 'ps -eo' -e 'sort$' -e '\\[grep\\]' -e '\\[sort\\]' -e sshd -e 'systemd --user' -e '(sd-pam)' \\
        -e kworker -e '[s]ystemd-' -e 'agetty' | sort
      losetup --all 2>&1
      hostname
      cat /proc/sys/vm/swappiness /proc/net/route
      systemctl list-units --all --plain --no-legend --type=service | grep -v -e troops@ -e user@ -e user-runtime -e ssh@ |
        sort
      """;

  static Traces of(DebianNode node) {
    return new Traces(lines(node, FILES), lines(node, OTHERS));
  }

  private static List<String> lines(DebianNode node, String script) {
    // Not its standard output, of which a failing test would tell everything.
    node.run("sh", "-ec", "{ " + script + "} >/tmp/traces").ok();
    try {
      return Files.readAllLines(node.file("/tmp/traces"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> different(List<String> before, List<String> after) {
    Set<String> was = new HashSet<>(before);
    Set<String> there = new HashSet<>(after);
    List<String> different = new ArrayList<>();
    before.stream()
        .filter(line -> !there.contains(line))
        .forEach(line -> different.add("- " + line));
    after.stream().filter(line -> !was.contains(line)).forEach(line -> different.add("+ " + line));
    return different;
  }

  /// Waits for what is going on to end, and makes sure that nothing is left of it.
  void areAllThatIsOn(DebianNode node) {
    long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    List<String> left = different(others, of(node).others);
    while (!left.isEmpty() && System.nanoTime() < end) {
      left = different(others, of(node).others);
    }
    assertThat(left).isEmpty();
    assertThat(different(files, of(node).files)).isEmpty();
  }
}
