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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Scripts that try to get out of their rehearsal: each attempt is refused, or has no effect
/// outside.
@ExtendWith(TestBed.class)
class RehearsalEscapeTest {
  /// What services of the machine are: a port and an abstract socket, and sockets and a pipe on
  /// disk.
  private static final String SERVICES =
      """
      use Socket;
      socket my $port, AF_INET, SOCK_STREAM, 0; setsockopt $port, SOL_SOCKET, SO_REUSEADDR, 1;
      bind $port, pack_sockaddr_in 7000, INADDR_ANY or die $!; listen $port, 5;
      for my $name ("\\0abstract", "/srv/socket", "/run/socket") {
        socket my $unix, AF_UNIX, SOCK_STREAM, 0; bind $unix, pack_sockaddr_un $name or die $!; listen $unix, 5;
        push @keep, $unix;
      }
      syswrite STDOUT, "ready\\n";
      sleep 600;
      """;

  /// A key in root's own keyring, as far as that is allowed on the node.
  private static final String KEY =
      "my ($t, $d, $p) = qw(user outside secret); syscall 248, $t, $d, $p, 6, -4";

  /// Each line is an attempt: a name, then a shell command that succeeds if it gets out. Numbers of
  /// system calls are those of amd64.
  private static final List<String> ATTEMPTS =
      List.of(
          "mount: mount -t tmpfs none /mnt",
          "bind mount: mount --bind /etc /mnt",
          "writable proc: mount -o remount,rw /proc",
          "uncovered proc: umount /proc",
          "another mount namespace: unshare --mount true",
          "another user namespace: unshare --user --map-root-user true",
          "proc of its own: unshare --user --map-root-user --mount --pid --fork --mount-proc true",
          "namespaces of the first process: nsenter --target 1 --mount true",
          "files of the first process: ls /proc/1/root/ ",
          "descriptors of the first process: readlink /proc/1/fd/1",
          "its memory: head -c 1 /proc/1/mem",
          "debugging it: perl -e 'exit(syscall(101, 16, 1, 0, 0) == 0 ? 0 : 1)'",
          "host name: hostname escaped",
          "clock: date --set=@0",
          "clock, adjusted: perl -e '$b = pack(\"I\", 0x4000) . \"\\0\" x 204; exit(syscall(159, $b) >= 0 ? 0 : 1)'",
          "kernel setting: echo 1 >/proc/sys/vm/swappiness",
          "network setting: echo 1 >/proc/sys/net/ipv4/ip_forward",
          "user namespaces: echo 9 >/proc/sys/user/max_user_namespaces",
          "kernel's buttons: [ -c /proc/sysrq-trigger ] && exit 1; echo h >/proc/sysrq-trigger",
          "device's event: echo add >/sys/class/mem/null/uevent",
          "control group: mkdir /sys/fs/cgroup/escaped",
          "module: perl -e '$m = \"x\" x 64; $a = \"\"; exit(syscall(175, $m, 64, $a) == 0 ? 0 : 1)'",
          "block device: mknod /srv/disk b 254 0",
          "character device: mknod /srv/kmsg c 1 11",
          "block device that is there: head -c 1 /srv/block",
          "raw socket: perl -MSocket -e 'socket(my $s, AF_INET, SOCK_RAW, 1) or exit 1'",
          "packet socket: perl -MSocket -e 'socket(my $s, 17, SOCK_RAW, 0) or exit 1'",
          "route: perl -MSocket -e 'socket(my $s, AF_INET, SOCK_DGRAM, 0); $r = \"\\0\" x 120;"
              + " ioctl($s, 0x890B, $r) or exit 1'",
          "by handle: perl -e '$h = pack(\"IIII\", 8, 1, 2, 0) . \"\\0\" x 120; open my $d, \"<\", \"/\";"
              + " exit(syscall(304, fileno $d, $h, 0) >= 0 ? 0 : 1)'",
          "reboot: perl -e 'exit(syscall(169, 0xfee1dead, 672274793, 0, 0) == 0 ? 0 : 1)'",
          "swap: perl -e '$f = \"/etc/passwd\"; exit(syscall(167, $f, 0) == 0 ? 0 : 1)'",
          "accounting: perl -e '$f = \"/etc/passwd\"; exit(syscall(163, $f) == 0 ? 0 : 1)'",
          "ports: perl -e 'exit(syscall(172, 3) == 0 ? 0 : 1)'",
          "kernel's log: perl -e '$b = \"\\0\" x 64; exit(syscall(103, 3, $b, 64) >= 0 ? 0 : 1)'",
          "bpf: perl -e '$a = pack(\"IIII\", 2, 4, 4, 1) . \"\\0\" x 112; exit(syscall(321, 0, $a, 72) >= 0 ? 0 : 1)'",
          "immutable: : >/srv/immutable; chattr +i /srv/immutable",
          "higher limit: ulimit -n 4194304",
          "higher priority: nice -n -5 true 2>&1 | grep -q denied && exit 1; [ \"$(nice -n -5 nice)\" = -5 ]",
          "key of the machine: perl -e '($t, $d) = (\"user\", \"outside\"); exit(syscall(249, $t, $d, 0, 0) > 0 ? 0 : 1)'",
          "control socket: " + connect("pack_sockaddr_un(\"/run/troops/control\")", "AF_UNIX"),
          "D-Bus: " + connect("pack_sockaddr_un(\"/run/dbus/system_bus_socket\")", "AF_UNIX"),
          "systemd: " + connect("pack_sockaddr_un(\"/run/systemd/private\")", "AF_UNIX"),
          "socket on disk: " + connect("pack_sockaddr_un(\"/srv/socket\")", "AF_UNIX"),
          "socket in memory: " + connect("pack_sockaddr_un(\"/run/socket\")", "AF_UNIX"),
          "abstract socket: " + connect("pack_sockaddr_un(\"\\0abstract\")", "AF_UNIX"),
          "service on loopback: " + connect("pack_sockaddr_in(7000, INADDR_LOOPBACK)", "AF_INET"),
          "service on its address: "
              + connect("pack_sockaddr_in(7000, inet_aton(\"ADDRESS\"))", "AF_INET"),
          "service through the door: " + door("CONNECT 127.0.0.1:7000 HTTP/1.1"),
          "service through the door, by name: " + door("CONNECT localhost:7000 HTTP/1.1"),
          "service through the door, by the machine's name: " + door("CONNECT HOST:7000 HTTP/1.1"),
          "service through the door, by its address: " + door("CONNECT ADDRESS:7000 HTTP/1.1"),
          "service through the door, by a mapped address: "
              + door("CONNECT [::ffff:127.0.0.1]:7000 HTTP/1.1"),
          "service through the door, plainly: " + door("GET http://0.0.0.0:7000/ HTTP/1.1"),
          "pipe on disk: timeout 1 head -c 1 /srv/pipe | grep -q .",
          "process outside: for p in $(seq 2 9999); do [ -e /proc/$p ] && tr -d '\\0' </proc/$p/cmdline |"
              + " grep -q 'sleep 600;' && exit 0; done; exit 1");

  private static String connect(String address, String family) {
    return "perl -MSocket -e 'socket my $s, "
        + family
        + ", SOCK_STREAM, 0; connect $s, "
        + address
        + " or exit 1'";
  }

  private static String door(String request) {
    return "perl -MSocket -e 'socket my $s, AF_INET, SOCK_STREAM, 0;"
        + " connect $s, pack_sockaddr_in(3128, INADDR_LOOPBACK) or exit 1;"
        + " syswrite $s, \""
        + request.replace("[", "\\[").replace("]", "\\]")
        + "\\r\\nHost: x\\r\\n\\r\\n\"; sysread $s, my $a, 1000; $a =~ m{^HTTP/1.. 2} or exit 1'";
  }

  private static String text(DebianNode node) {
    StringBuilder text = new StringBuilder();
    for (String attempt : ATTEMPTS) {
      int colon = attempt.indexOf(": ");
      String command =
          attempt
              .substring(colon + 2)
              .replace("ADDRESS", node.address())
              .replace("HOST", node.name());
      text.append("try \"").append(attempt, 0, colon).append("\" <<'ATTEMPT'\n");
      text.append(command).append("\nATTEMPT\n");
    }
    return text.toString();
  }

  @Test
  void nothingGetsOut(Bed bed) throws IOException {
    DebianNode node = Scripts.node(bed);
    node.run("mkfifo", "/srv/pipe").ok();
    node.run("mknod", "/srv/block", "b", "7", "0");
    node.run("perl", "-e", KEY);
    Program services = node.start("perl", "-e", SERVICES);
    Program secret = node.start("sh", "-c", "echo secret >/srv/pipe");
    acceptance.bed.Patience.await("services", () -> services.said().contains("ready"));
    Pusher pusher = bed.pusher();
    pusher.deploy(node, Scripts.motd("one"));
    Traces before = Traces.of(node);

    pusher.file(
        "attempts",
        "try() { if sh 2>&1; then echo \"$1: ESCAPED\"; else echo \"$1: refused\"; fi; }\n"
            + text(node));
    pusher.script(
        Scripts.deployable(
            "escape",
            "Command.of(\"bash\", Troops.file(\"attempts\").toString()).run().stdout()",
            ".lines().forEach(IO::println);"));
    Result rehearsal = pusher.git("push", "-o", "rehearse", node.repository("ubuntu"), "main").ok();
    List<String> answers = new ArrayList<>();
    rehearsal
        .err()
        .lines()
        .map(line -> line.replace("remote: ", "").strip())
        .filter(line -> line.endsWith(": refused") || line.endsWith(": ESCAPED"))
        .forEach(answers::add);
    assertThat(answers).hasSameSizeAs(ATTEMPTS).allMatch(line -> line.endsWith(": refused"));

    pusher.script(Scripts.deployable("kill", "Command.of(\"sh\", \"-c\", \"kill -9 -1\").run();"));
    Result killed =
        pusher.git("push", "-o", "rehearse", node.repository("ubuntu"), "main").refused();
    assertThat(killed.err()).contains("the rehearsed run ended without a word (exit code 137)");

    assertThat(services.isAlive()).isTrue();
    assertThat(secret.isAlive()).isTrue();
    before.areAllThatIsOn(node);
    assertThat(node.file("/etc/motd")).hasContent("one");
    assertThat(Files.exists(node.file("/srv/disk"))).isFalse();
  }
}
