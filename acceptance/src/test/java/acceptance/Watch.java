package acceptance;

import acceptance.bed.DebianNode;
import acceptance.bed.Patience;
import acceptance.bed.Program;
import acceptance.bed.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Looks, while something is done on a node and afterwards, where secrets may come to light: in the
/// arguments and the environment of every process, in every file that is written, in the journal,
/// and in what programs say.
final class Watch {
  /// Reads of all processes what everybody or root can see, again and again.
  private static final String POLL =
      """
      my @secrets = map { open(my $f, '<', $_) or die "$_: $!"; local $/; my $s = <$f>; $s } @ARGV;
      my %seen;
      my $round = 0;
      do {
        opendir(my $proc, '/proc') or die;
        for my $pid (grep { /^[0-9]/ } readdir $proc) {
          for my $what ('cmdline', 'environ') {
            open(my $f, '<', "/proc/$pid/$what") or next;
            local $/;
            my $text = <$f> // '';
            $text =~ tr/\\0\\n/  /;
            $seen{"ran $text"} = 1 if $what eq 'cmdline';
            for (@secrets) { $seen{"shown in $what"} = 1 if index($text, $_) >= 0 }
          }
        }
        open(my $told, '>', '/run/watching.new') or die;
        print $told ++$round;
        close $told;
        rename '/run/watching.new', '/run/watching';
      } until -e '/run/watched';
      print "$_\\n" for sort keys %seen;
      """;

  /// All files that were changed since the watch began, wherever they are.
  private static final String CHANGED =
      """
      find / /run /tmp /var/tmp /dev/shm -xdev -type f -cnewer /srv/watch-began -print0 |
        xargs -0 -r grep -lasF -f /srv/secrets/all |
        LC_ALL=C sort -u
      """;

  /// Starts a program once all processes have been looked at while it was already known by its
  /// arguments and environment: it may end sooner than anybody looks.
  private static final String SEEN =
      """
      #!/bin/sh
      first=$(cat /run/watching)
      until [ "$(cat /run/watching)" -ge $((first + 2)) ]; do sleep 0.05; done
      exec "$@"
      """;

  /// What takes the place of a program.
  private static final String INSTEAD = "#!/bin/sh\nexec seen /usr/sbin/NAME.kept \"$@\"\n";

  private final DebianNode node;
  private final Map<String, String> secrets;
  private final Program polling;
  private final List<String> found = new ArrayList<>();
  private String ran = "";

  private Watch(DebianNode node, Map<String, String> secrets, Program polling) {
    this.node = node;
    this.secrets = secrets;
    this.polling = polling;
  }

  /// Begins to watch. A script that starts a program by `seen PROGRAM ARGUMENT...` has it wait
  /// until it was looked at, and so do the programs that set passwords.
  ///
  /// @param node the node
  /// @param secrets names and secrets; a script finds them in files of these names in
  ///   `/srv/secrets`
  static Watch of(DebianNode node, Map<String, String> secrets) {
    try {
      Files.createDirectories(node.file("/srv/secrets"));
      List<String> words = new ArrayList<>(List.of("perl", "-e", POLL));
      for (var secret : new LinkedHashMap<>(secrets).entrySet()) {
        Files.writeString(node.file("/srv/secrets/" + secret.getKey()), secret.getValue());
        words.add("/srv/secrets/" + secret.getKey());
      }
      Files.writeString(node.file("/srv/secrets/all"), String.join("\n", secrets.values()));
      program(node, "/usr/bin/seen", SEEN);
      for (String name : List.of("chpasswd", "useradd", "usermod")) {
        node.run("mv", "/usr/sbin/" + name, "/usr/sbin/" + name + ".kept").ok();
        program(node, "/usr/sbin/" + name, INSTEAD.replace("NAME", name));
      }
      node.run("rm", "-f", "/run/watched", "/run/watching").ok();
      node.run("touch", "/srv/watch-began").ok();
      Program polling = node.start(words.toArray(String[]::new));
      Patience.await("the watch", () -> Files.exists(node.file("/run/watching")));
      return new Watch(node, secrets, polling);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void program(DebianNode node, String path, String text) throws IOException {
    Files.writeString(node.file(path), text);
    node.run("chmod", "+x", path).ok();
  }

  /// Looks at what a program has said.
  Result heard(Result result) {
    for (String secret : secrets.values()) {
      if (result.all().contains(secret)) {
        found.add("said by " + result.words().getFirst());
      }
    }
    return result;
  }

  /// Ends the watch.
  ///
  /// @return where secrets came to light: `shown in cmdline`, `written to /etc/token`, `in the
  ///   journal`, `said by git`
  List<String> findings() {
    node.run("touch", "/run/watched").ok();
    ran = polling.finish().ok().out();
    ran.lines().filter(line -> line.startsWith("shown in ")).forEach(found::add);
    String journal = node.run("journalctl", "--all", "--output=export").ok().out();
    if (secrets.values().stream().anyMatch(journal::contains)) {
      found.add("in the journal");
    }
    node.run("sh", "-c", CHANGED)
        .out()
        .lines()
        .filter(file -> !file.startsWith("/srv/secrets/"))
        .forEach(file -> found.add("written to " + file));
    return found;
  }

  /// The programs that were seen while it was watched, a line each.
  String ran() {
    return ran;
  }
}
