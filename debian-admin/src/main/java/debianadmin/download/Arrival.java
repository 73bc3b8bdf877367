package debianadmin.download;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import machine.MachineException;
import org.jspecify.annotations.Nullable;

/// Puts the bytes of one answer into a [Partial] as they arrive. Answers that don't have the file
/// are not read.
final class Arrival implements BodyHandler<Void> {
  /// How often the room on the disk is looked at, in bytes, if the length isn't known.
  private static final long LOOK = 16L << 20;

  private final Partial partial;
  private final String url;
  private boolean ended;
  private volatile long length;
  private volatile long total = -1;
  private volatile long last = System.nanoTime();

  /// @param partial where it goes
  /// @param url where it is fetched from
  Arrival(Partial partial, String url) {
    this.partial = partial;
    this.url = url;
    this.length = partial.length();
  }

  /// The disk refuses what has arrived.
  static final class Unwritable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final IOException reason;

    Unwritable(IOException reason) {
      super(reason);
      this.reason = reason;
    }

    IOException reason() {
      return reason;
    }
  }

  /// The server has answered with something else than what was asked for.
  static final class AnotherPart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AnotherPart(String message) {
      super(message);
    }
  }

  long length() {
    return length;
  }

  /// How long the whole file is, or a negative number if that isn't known.
  long total() {
    return total;
  }

  Duration silentFor() {
    return Duration.ofNanos(System.nanoTime() - last);
  }

  /// Takes no more: what arrives late is left out.
  synchronized void end() {
    ended = true;
  }

  @Override
  public BodySubscriber<Void> apply(ResponseInfo info) {
    try {
      int status = info.statusCode();
      if (status == 206) {
        goOn(info.headers());
      } else if (status == 200) {
        partial.restart(url, validator(info.headers()));
      } else {
        return new Body(false);
      }
      return expect(info.headers());
    } catch (IOException e) {
      throw new Unwritable(e);
    }
  }

  private Body expect(HttpHeaders headers) throws IOException {
    long more = headers.firstValueAsLong("Content-Length").orElse(-1);
    length = partial.length();
    total = more < 0 ? -1 : length + more;
    Transfer.needRoom(partial, more);
    return new Body(true);
  }

  private void goOn(HttpHeaders headers) throws IOException {
    String range = headers.firstValue("Content-Range").orElse("");
    if (!range.startsWith("bytes " + partial.length() + "-")) {
      partial.restart(url, null);
      throw new AnotherPart("answered with another part of the file: '" + range + "'");
    }
    partial.patch();
  }

  /// A strong validator: an entity tag that isn't weak, or a time of change that is long past (RFC
  /// 9110, 8.8.1 to 8.8.3).
  static @Nullable String validator(HttpHeaders headers) {
    Optional<String> tag = headers.firstValue("ETag").filter(text -> text.startsWith("\""));
    if (tag.isPresent()) {
      return tag.get();
    }
    Optional<String> changed = headers.firstValue("Last-Modified");
    Optional<ZonedDateTime> then = changed.flatMap(Arrival::time);
    Optional<ZonedDateTime> date = headers.firstValue("Date").flatMap(Arrival::time);
    boolean isPast =
        then.isPresent() && date.isPresent() && then.get().plusMinutes(1).isBefore(date.get());
    return isPast ? changed.orElseThrow() : null;
  }

  private static Optional<ZonedDateTime> time(String text) {
    try {
      return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private final class Body implements BodySubscriber<Void> {
    private final boolean wanted;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private long look = LOOK;
    private Flow.@Nullable Subscription subscription;

    Body(boolean wanted) {
      this.wanted = wanted;
    }

    @Override
    public CompletionStage<Void> getBody() {
      return end;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      this.subscription = subscription;
      if (wanted) {
        subscription.request(Long.MAX_VALUE);
      } else {
        subscription.cancel();
        end.complete(null);
      }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      synchronized (Arrival.this) {
        if (ended) {
          return;
        }
        try {
          for (ByteBuffer buffer : buffers) {
            partial.add(buffer);
          }
          length = partial.length();
          last = System.nanoTime();
          if (length > look) {
            look = length + LOOK;
            Transfer.needRoom(partial, Math.max(0, total - length));
          }
        } catch (IOException e) {
          fail(new Unwritable(e));
        } catch (MachineException e) {
          fail(e);
        }
      }
    }

    private void fail(RuntimeException e) {
      ended = true;
      if (subscription != null) {
        subscription.cancel();
      }
      end.completeExceptionally(e);
    }

    @Override
    public void onError(Throwable e) {
      end.completeExceptionally(e);
    }

    @Override
    public void onComplete() {
      end.complete(null);
    }
  }
}
