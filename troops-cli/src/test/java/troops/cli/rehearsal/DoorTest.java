package troops.cli.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoorTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "0.1.2.3",
        "::1",
        "::",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "169.254.169.254",
        "fe80::1",
        "224.0.0.1",
        "ff02::1"
      })
  void leadsNeverToThisMachineOrItsLink(String address) throws IOException {
    assertThat(Door.isThisMachine(InetAddress.ofLiteral(address))).isTrue();
  }

  @Test
  void leadsToNoneOfTheMachinesOwnAddresses() throws IOException {
    for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
      for (InetAddress address : network.inetAddresses().toList()) {
        assertThat(Door.isThisMachine(address)).as(address.toString()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "10.255.255.254", "2001:db8::1", "198.51.100.7"})
  void leadsToOthers(String address) throws IOException {
    assertThat(Door.isThisMachine(InetAddress.ofLiteral(address))).isFalse();
  }

  private static String answer(String request) throws IOException {
    ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    try (var _ = new Door(listening);
        Socket socket = new Socket(listening.getInetAddress(), listening.getLocalPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CONNECT localhost:22 HTTP/1.1 | 403 Forbidden | localhost is this machine",
        "CONNECT [::1]:22 HTTP/1.1 | 403 Forbidden | is this machine",
        "GET http://127.0.0.1/secret HTTP/1.1 | 403 Forbidden | 127.0.0.1 is this machine",
        "GET http://nowhere.invalid/ HTTP/1.1 | 502 Bad Gateway | no such host: nowhere.invalid",
        "GET /secret HTTP/1.1 | 400 Bad Request | only HTTP passes",
        "GET file:///etc/passwd HTTP/1.1 | 400 Bad Request | only HTTP passes",
        "CONNECT nonsense here now | 400 Bad Request | only HTTP passes"
      })
  void saysWhyItStaysShut(String request, String status, String why) throws IOException {
    assertThat(answer(request + "\r\nHost: x\r\n\r\n"))
        .startsWith("HTTP/1.1 " + status + "\r\n")
        .contains("rehearsal: ", why);
  }

  @Test
  void whatIsNoRequestIsNotAnswered() throws IOException {
    assertThat(answer("\r\n")).isEmpty();
  }
}
