package debianadmin.download;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import machine.Listener;
import machine.Machine;
import machine.MachineException;
import org.jspecify.annotations.Nullable;

/// Fetches a file by HTTP (RFC 9110) into a [Partial], going on where an earlier attempt ended if
/// the server can, and trying again if that may help.
final class Transfer {
  private static final int RETRIES = 3;
  private static final int HOPS = 10;

  private final Address address;
  private final Partial partial;
  private final Listener listener;
  private final Patience patience;
  private final HttpClient client;

  private Transfer(
      Address address, Partial partial, Listener listener, Patience patience, HttpClient client) {
    this.address = address;
    this.partial = partial;
    this.listener = listener;
    this.patience = patience;
    this.client = client;
  }

  /// Fetches all of a file.
  ///
  /// @param address a URL of the web
  /// @param partial what has arrived of it, and where the rest goes
  /// @param machine whose authorities are trusted, and whose listener hears how far it is
  /// @param proxies tells the proxy of a URL
  /// @param patience how long it may take
  /// @throws MachineException if it can't be had
  static void carryOut(
      Address address, Partial partial, Machine machine, ProxySelector proxies, Patience patience)
      throws IOException {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience.connect())
            .proxy(proxies)
            .sslContext(SystemTrust.of(machine))
            .build();
    try {
      new Transfer(address, partial, machine.listener(), patience, client).carryOut();
    } finally {
      client.shutdownNow();
    }
  }

  private void carryOut() throws IOException {
    Duration pause = patience.pause();
    for (int retry = 1; ; retry++) {
      try {
        attempt(address.uri().orElseThrow());
        return;
      } catch (Interruption e) {
        if (retry > RETRIES) {
          throw new MachineException(
              address + ": " + e.getMessage() + ", at the last of " + (RETRIES + 1) + " attempts",
              partial.length() > 0
                  ? "try again later; what has arrived is kept, and gone on with"
                  : "can it be reached from here? curl --head " + address,
              e.getCause());
        }
        listener.waiting(
            address + ": " + e.getMessage() + "; trying again (" + retry + " of " + RETRIES + ")");
        sleep(pause);
        pause = pause.multipliedBy(2);
      }
    }
  }

  /// What may be better at the next attempt.
  private static final class Interruption extends Exception {
    private static final long serialVersionUID = 1L;

    Interruption(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  private void attempt(URI start) throws IOException, Interruption {
    URI at = start;
    for (int hop = 0; hop <= HOPS; hop++) {
      Arrival arrival = new Arrival(partial, address.text());
      HttpResponse<Void> response = await(client.sendAsync(request(at), arrival), arrival);
      int status = response.statusCode();
      if (status == 200 || status == 206) {
        return;
      }
      if (status == 416) {
        // The file is shorter than what has arrived: it is another one.
        partial.restart(address.text(), null);
        throw new Interruption("it isn't the same file any more", null);
      }
      if (status / 100 != 3 || status == 304) {
        throw refused(at, status);
      }
      at = redirected(at, response);
    }
    throw new MachineException(
        address + ": more than " + HOPS + " redirects", "name where it leads to in the end");
  }

  private HttpRequest request(URI uri) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(patience.silence())
            .header("User-Agent", "debianadmin")
            .header("Accept-Encoding", "identity");
    String validator = partial.validator(address.text());
    if (validator != null) {
      request.header("Range", "bytes=" + partial.length() + "-").header("If-Range", validator);
    }
    return request.build();
  }

  private MachineException refused(URI at, int status) throws Interruption {
    String what = (at.equals(address.uri().orElseThrow()) ? "" : Address.shown(at) + ": ");
    what += "HTTP status " + status;
    if (status / 100 == 5 || status == 408 || status == 429) {
      throw new Interruption(what, null);
    }
    return new MachineException(address + ": " + what, "is the address right?");
  }

  private URI redirected(URI from, HttpResponse<Void> response) {
    String location = response.headers().firstValue("Location").orElse("");
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new MachineException(address + ": redirected to what is no URL: " + location, "", e);
    }
    String scheme = Address.scheme(to);
    boolean isSafe =
        scheme.equals("https") || (scheme.equals("http") && Address.scheme(from).equals("http"));
    if (location.isEmpty() || !isSafe) {
      throw new MachineException(
          address + ": redirected to " + Address.shown(to) + ", which is refused",
          "a secure address must not lead to one that isn't; name where it leads to, if you mean"
              + " that");
    }
    return to;
  }

  private HttpResponse<Void> await(CompletableFuture<HttpResponse<Void>> answer, Arrival arrival)
      throws IOException, Interruption {
    Progress progress = new Progress(listener, "downloading " + address, patience.word());
    long step = Math.min(patience.word().toMillis(), patience.silence().toMillis()) / 4 + 1;
    while (true) {
      try {
        return answer.get(step, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        progress.at(arrival.length(), arrival.total());
        if (arrival.silentFor().compareTo(patience.silence()) > 0) {
          answer.cancel(true);
          arrival.end();
          throw new Interruption("no byte for " + patience.silence().toSeconds() + " s", e);
        }
      } catch (InterruptedException e) {
        answer.cancel(true);
        arrival.end();
        Thread.currentThread().interrupt();
        throw new MachineException(address + ": interrupted", "", e);
      } catch (ExecutionException e) {
        arrival.end();
        throw failed(e.getCause());
      }
    }
  }

  private Interruption failed(@Nullable Throwable cause) throws IOException {
    if (cause instanceof MachineException e) {
      throw e;
    }
    if (cause instanceof Arrival.Unwritable e) {
      throw e.reason();
    }
    if (cause instanceof Arrival.AnotherPart e) {
      return new Interruption(String.valueOf(e.getMessage()), e);
    }
    if (cause instanceof SSLHandshakeException e) {
      throw new MachineException(
          address + ": " + e.getMessage(),
          "does the machine trust who has signed its certificate? see update-ca-certificates(8)",
          e);
    }
    if (cause instanceof IOException e) {
      String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return new Interruption(message, e);
    }
    throw new IllegalStateException(cause);
  }

  private void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MachineException(address + ": interrupted", "", e);
    }
  }

  /// Whether there is room for a file.
  static void needRoom(Partial partial, long more) throws IOException {
    long room = Files.getFileStore(partial.path()).getUsableSpace();
    if (more > room - RESERVE) {
      throw new MachineException(
          "no room in "
              + partial.path().getParent()
              + ": "
              + Progress.bytes(Math.max(more, 0))
              + " to come, "
              + Progress.bytes(room)
              + " free",
          "make room; what has arrived is kept, and gone on with");
    }
  }

  /// What is left free, for those who need the disk, too.
  private static final long RESERVE = 64L << 20;
}
