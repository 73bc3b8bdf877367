package troops.cli.repository.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import troops.cli.repository.Git;

/// What programs have said, word for word, and what is told of it.
class ComplaintTest {
  private static final Complaint COMPLAINT =
      new Complaint(
          new Fetching.Access(
              Path.of("/nonexistent/ssh"),
              "ed25519",
              Path.of("/etc/troops/gitconfig"),
              Duration.ofSeconds(60)),
          Path.of("/var/lib/troops/fetch.git"));

  private static final String RIGHTS =
      """
      fatal: Could not read from remote repository.

      Please make sure you have the correct access rights
      and the repository exists.
      """;

  private static Warning told(String errors) {
    return COMPLAINT
        .in(new Git.Answer(128, new byte[0], true, errors.lines().toList(), false))
        .orElseThrow();
  }

  private static void assertTold(String errors, String message) {
    assertThat(told(errors).message()).isEqualTo(message);
  }

  @Test
  void saysNothingOfSuccess() {
    Git.Answer answer =
        new Git.Answer(0, new byte[0], true, "remote: fatal: hello".lines().toList(), false);
    assertThat(COMPLAINT.in(answer)).isEmpty();
  }

  @Test
  void findsTheLineOfSsh() {
    assertTold(
        "Connection timed out during banner exchange\n"
            + "Connection to 127.0.0.1 port 22 timed out\n"
            + RIGHTS,
        "Connection timed out during banner exchange");
    assertTold(
        "ssh: connect to host 10.79.0.1 port 22: No route to host\n" + RIGHTS,
        "connect to host 10.79.0.1 port 22: No route to host");
    assertTold(
        "ssh: Could not resolve hostname nowhere.example.com: Name or service not known\n" + RIGHTS,
        "Could not resolve hostname nowhere.example.com: Name or service not known");
    assertTold(
        "kex_exchange_identification: Connection closed by remote host\n"
            + "Connection closed by 127.0.0.1 port 22\n"
            + RIGHTS,
        "kex_exchange_identification: Connection closed by remote host");
    assertTold(
        "git@example.com: Permission denied (publickey,password).\n" + RIGHTS,
        "Permission denied (publickey,password)");
    assertTold(RIGHTS, "Could not read from remote repository");
  }

  @Test
  void findsTheLineThatAHostOfRepositoriesWrites() {
    assertTold("ERROR: Repository not found.\n" + RIGHTS, "Repository not found");
    assertTold(
        """
        remote:
        remote: ========================================================================
        remote:
        remote: ERROR: The project you were looking for could not be found or you don't have permission to view it.
        remote:
        remote: ========================================================================
        remote:
        """
            + RIGHTS,
        "The project you were looking for could not be found or you don't have permission to view"
            + " it");
    assertThat(told("remote: Repository not found.\n" + RIGHTS).hint())
        .startsWith("is the url right");
  }

  @Test
  void findsTheReasonOfGit() {
    assertTold(
        """
        error: object 0123456789012345678901234567890123456789: hasDotgit: contains '.git'
        fatal: fsck error in packed object
        fatal: fetch-pack: invalid index-pack output
        """,
        "object 0123456789012345678901234567890123456789: hasDotgit: contains '.git'");
    assertTold(
        "error: unable to read askpass response from '/bin/false'\n"
            + "fatal: could not read Username for 'https://example.com': terminal prompts disabled",
        "could not read Username for 'https://example.com': terminal prompts disabled");
    assertTold(
        "fatal: unable to access 'https://example.com/deploy/': Operation too slow. Less than 1000"
            + " bytes/sec transferred the last 20 seconds",
        "unable to access 'https://example.com/deploy/': Operation too slow. Less than 1000"
            + " bytes/sec transferred the last 20 seconds");
    assertThat(told("fatal: write error: No space left on device").hint())
        .isEqualTo("make room on /var/lib/troops");
    assertTold("", "git fetch: exit code 128");
  }

  @Test
  void writesLimitsAsPeopleDo() {
    assertThat(Complaint.seconds(Duration.ofSeconds(1))).isEqualTo("1 second");
    assertThat(Complaint.seconds(Duration.ofMinutes(1))).isEqualTo("60 seconds");
    assertThat(Complaint.seconds(Duration.ofMillis(300))).isEqualTo("0.3 seconds");
  }
}
