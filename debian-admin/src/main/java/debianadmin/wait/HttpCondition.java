package debianadmin.wait;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import machine.Machine;
import machine.MachineException;
import machine.Mode;
import org.jspecify.annotations.Nullable;

/// An HTTP answer with a wanted status, and perhaps a text in its body. Redirections aren't
/// followed: their status is the answer.
///
/// @param url what is asked for, by GET
/// @param status the wanted status
/// @param text what the body is to contain; any body contains an empty text
/// @param authority a file of certificates to trust instead of the machine's, or null
public record HttpCondition(URI url, int status, String text, @Nullable String authority)
    implements Condition {
  private static final int READ = 1 << 20;

  /// Reads a URL.
  ///
  /// @param url the URL
  /// @return it
  /// @throws MachineException if it isn't one of HTTP, or if it has a password in it, which
  ///   messages would show
  public static URI parse(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new MachineException(
          "not a URL: " + e.getMessage(), "write \"http://localhost:8080/health\"", e);
    }
    String scheme = String.valueOf(uri.getScheme());
    if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new MachineException(
          "not a URL of HTTP: '" + url + "'", "write \"http://localhost:8080/health\"");
    }
    if (uri.getUserInfo() != null) {
      throw new MachineException(
          "a URL with a user in it: of host " + uri.getHost(),
          "leave user and password out: wait for the status 401 instead, Wait.status(401)");
    }
    return uri;
  }

  @Override
  public String subject() {
    String of = status == HttpURLConnection.HTTP_OK ? "" : " with status " + status;
    return url + of + (text.isEmpty() ? "" : " with \"" + text + "\"");
  }

  @Override
  public Look look(Machine machine, Duration limit) {
    Path trusted = authority == null ? null : machine.path(authority);
    if (trusted != null && !Files.exists(trusted)) {
      return without(machine, trusted);
    }
    HttpURLConnection connection = null;
    try {
      connection = (HttpURLConnection) url.toURL().openConnection();
      connection.setInstanceFollowRedirects(false);
      connection.setUseCaches(false);
      connection.setConnectTimeout(Seen.timeout(limit));
      connection.setReadTimeout(Seen.milliseconds(limit));
      if (connection instanceof HttpsURLConnection secure && trusted != null) {
        secure.setSSLSocketFactory(Authority.read(trusted).getSocketFactory());
      }
      return seen(connection.getResponseCode(), body(connection));
    } catch (IOException e) {
      return new Look(false, Seen.words(e));
    } finally {
      if (connection != null) {
        connection.disconnect();
      }
    }
  }

  private Look without(Machine machine, Path trusted) {
    if (machine.mode() != Mode.PREVIEW) {
      throw new MachineException(
          "waiting for " + url + ": " + trusted + ": no such file",
          "place the certificates to trust before this");
    }
    return new Look(false, "no certificates to trust yet: " + trusted);
  }

  private Look seen(int answered, String body) {
    if (answered == status && body.contains(text)) {
      return new Look(true, "HTTP " + answered);
    }
    String words = answered < 0 ? "not an answer of HTTP" : "HTTP " + answered;
    String without = answered == status ? " without \"" + text + "\"" : "";
    String line = Seen.firstLine(body);
    return new Look(false, words + without + (line.isEmpty() ? "" : ": " + line));
  }

  private static String body(HttpURLConnection connection) throws IOException {
    boolean refused = connection.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST;
    try (InputStream in = refused ? connection.getErrorStream() : connection.getInputStream()) {
      return in == null ? "" : new String(in.readNBytes(READ), StandardCharsets.UTF_8);
    }
  }

  @Override
  public String hint() {
    return "see what serves it, and its journal; more time: Wait.atMost(Duration)";
  }
}
