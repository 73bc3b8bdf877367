package debianadmin.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import machine.MachineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.com/x",
        "https:///x",
        "example.com/x",
        "file://example.com/x",
        "",
        "http:x",
        "https://user:hunter2@example.com/x",
        "https://example.com/a b",
        "ext::sh -c true"
      })
  void refusesWhatItCannotFetch(String url) {
    assertThatThrownBy(() -> Address.url(url))
        .isInstanceOf(MachineException.class)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void keepsTheQueryToItself() {
    assertThat(Address.url("https://example.com/x?key=hunter2"))
        .hasToString("https://example.com/x?…");
    assertThat(Address.url("file:///srv/a%20b").path()).contains("/srv/a b");
    assertThat(Address.urlOrPath("files/app.tar.gz").path()).contains("files/app.tar.gz");
  }

  @Test
  void readsA256BitDigestOnly() {
    String hex = "AB".repeat(32);
    assertThat(Sha256.parse(hex, "x")).hasToString("ab".repeat(32));
    for (String wrong : List.of("", hex + "0", hex.substring(1), "g" + hex.substring(1))) {
      assertThatThrownBy(() -> Sha256.parse(wrong, "/srv/x"))
          .isInstanceOf(MachineException.class)
          .hasMessage("/srv/x: not a SHA-256: '" + wrong + "'");
    }
  }

  private static List<Proxy> proxies(String url, Map<String, String> environment) {
    return new EnvironmentProxy(environment).select(URI.create(url));
  }

  @Test
  void readsTheVariablesThatOtherProgramsRead() {
    Proxy proxy =
        new Proxy(Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), 3128));
    String name = "http://127.0.0.1:3128/";
    assertThat(proxies("https://example.com/", Map.of("https_proxy", name))).containsOnly(proxy);
    assertThat(proxies("https://example.com/", Map.of("HTTPS_PROXY", name))).containsOnly(proxy);
    assertThat(proxies("http://example.com/", Map.of("http_proxy", name))).containsOnly(proxy);
    assertThat(proxies("http://example.com/", Map.of("HTTP_PROXY", name)))
        .containsOnly(Proxy.NO_PROXY);
    assertThat(proxies("http://example.com/", Map.of("all_proxy", name))).containsOnly(proxy);
    assertThat(proxies("http://example.com/", Map.of())).containsOnly(Proxy.NO_PROXY);
    assertThatThrownBy(
            () -> proxies("http://example.com/", Map.of("http_proxy", "http://a:hunter2@b:1")))
        .isInstanceOf(MachineException.class)
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @CsvSource({
    "example.com, example.com, true",
    "www.example.com, 'other.org, .example.com', true",
    "www.example.com, example.com, true",
    "badexample.com, example.com, false",
    "WWW.Example.com, example.COM, true",
    "example.com, *, true",
    "example.com, '', false",
    "example.com, ',', false",
    "127.0.0.1, 127.0.0.1, true"
  })
  void exemptsHosts(String host, String list, boolean exempt) {
    assertThat(EnvironmentProxy.isExempt(host, list)).isEqualTo(exempt);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 bytes",
    "1, 1 byte",
    "999, 999 bytes",
    "1000, 1.0 kB",
    "1550, 1.5 kB",
    "999999, 999.9 kB",
    "1000000, 1.0 MB",
    "12345678901, 12.3 GB"
  })
  void saysBytesAsPeopleDo(long number, String words) {
    assertThat(Progress.bytes(number)).isEqualTo(words);
  }
}
