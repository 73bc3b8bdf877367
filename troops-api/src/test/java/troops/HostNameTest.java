package troops;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HostNameTest {
  private static final HostName.Resolver UNASKED =
      host -> {
        throw new AssertionError("asked for " + host);
      };
  private static final HostName.Resolver KNOWS_NOTHING =
      host -> {
        throw new UnknownHostException(host);
      };

  private static String qualified(String kernel, String hosts, HostName.Resolver resolver) {
    return new HostName(kernel, hosts.lines().toList(), resolver, Duration.ofSeconds(30))
        .qualified();
  }

  @Test
  void findsTheNameWhereDebiansInstallerPutsIt() {
    String hosts =
        """
        127.0.0.1\tlocalhost
        127.0.1.1\tweb-1.example.com\tweb-1

        # The following lines are desirable for IPv6 capable hosts
        ::1     localhost ip6-localhost ip6-loopback
        ff02::1 ip6-allnodes
        ff02::2 ip6-allrouters
        """;
    assertThat(qualified("web-1", hosts, UNASKED)).isEqualTo("web-1.example.com");
  }

  @Test
  void findsTheNameWhereCloudInitPutsIt() {
    String hosts =
        """
        # Your system has configured 'manage_etc_hosts' as True.
        # web-1.wrong.example.com web-1
        127.0.1.1 web-1.c.project.internal web-1
        127.0.0.1 localhost
        """;
    assertThat(qualified("web-1", hosts, UNASKED)).isEqualTo("web-1.c.project.internal");
  }

  @Test
  void findsTheNameAmongAliasesAndAfterThem() {
    assertThat(qualified("web-1", "10.0.0.5 web-1 www web-1.example.com", UNASKED))
        .isEqualTo("web-1.example.com");
    assertThat(qualified("web-1", "10.0.0.5 www.example.com web-1.example.com web-1", UNASKED))
        .isEqualTo("web-1.example.com");
    assertThat(qualified("web-1", "  10.0.0.5 \t web-1.example.com  # web-1.other.net", UNASKED))
        .isEqualTo("web-1.example.com");
  }

  @Test
  void findsTheNameInLinesOfIpv6() {
    assertThat(qualified("web-1", "2001:db8::5 web-1.example.com web-1", UNASKED))
        .isEqualTo("web-1.example.com");
    assertThat(qualified("web-1", "fe80::1%eth0 WEB-1.Example.com", UNASKED))
        .isEqualTo("WEB-1.Example.com");
  }

  @Test
  void takesNoOtherHostsNameForItsOwn() {
    String hosts =
        """
        10.0.0.6 web-10.example.com web-10
        10.0.0.7 web.example.com
        10.0.0.8 my.web-1.example.com
        web-1.example.com
        10.0.0.9 web-1.
        # 10.0.0.5 web-1.example.com
        10.0.0.10 #web-1.example.com
        """;
    assertThat(qualified("web-1", hosts, KNOWS_NOTHING)).isEqualTo("web-1");
  }

  @Test
  void asksTheResolverIfNoFileTells() {
    assertThat(qualified("web-1", "127.0.0.1 localhost", host -> host + ".example.com"))
        .isEqualTo("web-1.example.com");
    assertThat(qualified("web-1", "", host -> "WEB-1.example.com")).isEqualTo("WEB-1.example.com");
  }

  @Test
  void believesNoAnswerThatIsNotAboutTheHost() {
    for (String answer :
        List.of("localhost", "web-1", "10.0.0.5", "web-10.example.com", "web-1.")) {
      assertThat(qualified("web-1", "", host -> answer)).isEqualTo("web-1");
    }
  }

  @Test
  void isContentWithTheKernelsNameIfThatIsFull() {
    assertThat(qualified("web-1.example.com", "10.0.0.5 web-1.other.net web-1", UNASKED))
        .isEqualTo("web-1.example.com");
  }

  @Test
  void isContentWithTheShortNameIfTheResolverFails() {
    assertThat(qualified("web-1", "", KNOWS_NOTHING)).isEqualTo("web-1");
    assertThat(
            qualified(
                "web-1",
                "",
                host -> {
                  throw new IllegalStateException("no network");
                }))
        .isEqualTo("web-1");
  }

  @Test
  @Timeout(20)
  void doesNotHangOnAResolverThatNeverAnswers() {
    CountDownLatch never = new CountDownLatch(1);
    HostName name =
        new HostName(
            "web-1",
            List.of(),
            host -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return host + ".example.com";
            },
            Duration.ofMillis(50));
    assertThat(name.qualified()).isEqualTo("web-1");
    never.countDown();
  }
}
