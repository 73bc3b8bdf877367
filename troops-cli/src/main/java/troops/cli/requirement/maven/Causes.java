package troops.cli.requirement.maven;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.net.ssl.SSLException;
import org.apache.http.ConnectionClosedException;
import org.apache.http.NoHttpResponseException;
import org.apache.http.client.HttpResponseException;
import org.apache.http.conn.ConnectTimeoutException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ChecksumFailureException;
import org.eclipse.aether.transfer.RepositoryOfflineException;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.jspecify.annotations.Nullable;
import troops.cli.requirement.Resolution;

/// A chain of exceptions, as a reason and a few lines.
///
/// @param reason what it comes down to
/// @param lines what each of them says that those around it don't, from the outside in
record Causes(Resolution.Reason reason, List<String> lines) {
  private static final int DEPTH = 8;

  static Causes of(Throwable failure) {
    List<String> lines = new ArrayList<>();
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEPTH; depth++) {
      add(lines, Addresses.withoutCredentials(text(cause)));
      cause = cause.getCause();
    }
    return new Causes(reason(failure), lines);
  }

  /// The one of several failures, one for each repository, that says most: that a repository
  /// doesn't have it says least.
  static Causes worst(List<Exception> failures) {
    return failures.stream()
        .map(Causes::of)
        .max(Comparator.comparingInt(causes -> weight(causes.reason())))
        .orElseGet(() -> new Causes(Resolution.Reason.OTHER, List.of()));
  }

  private static int weight(Resolution.Reason reason) {
    return switch (reason) {
      case NOT_FOUND -> 0;
      case OTHER -> 1;
      case NO_CONNECTION -> 2;
      case NOT_ALLOWED, NOT_TRUSTED -> 3;
      case NONE_WANTED, CONFLICT, NO_VERSION, BAD_NAME, NEWER_TROOPS, NOT_SECURE -> 4;
      case BAD_CHECKSUM -> 5;
    };
  }

  Resolution.Fault fault(String coordinates, List<String> path) {
    return new Resolution.Fault(coordinates, path, reason, lines);
  }

  static <T extends Throwable> @Nullable T first(Throwable failure, Class<T> type) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 2 * DEPTH; depth++) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
      cause = cause.getCause();
    }
    return null;
  }

  private static Resolution.Reason reason(Throwable failure) {
    if (first(failure, ChecksumFailureException.class) != null) {
      return Resolution.Reason.BAD_CHECKSUM;
    }
    if (first(failure, CertPathBuilderException.class) != null) {
      return Resolution.Reason.NOT_TRUSTED;
    }
    HttpResponseException answer = first(failure, HttpResponseException.class);
    if (answer != null && (answer.getStatusCode() == 401 || answer.getStatusCode() == 403)) {
      return Resolution.Reason.NOT_ALLOWED;
    }
    for (Class<? extends Throwable> type :
        List.of(
            ConnectException.class,
            ConnectTimeoutException.class,
            UnknownHostException.class,
            NoRouteToHostException.class,
            SocketTimeoutException.class,
            SocketException.class,
            SSLException.class,
            ConnectionClosedException.class,
            NoHttpResponseException.class,
            TransferCancelledException.class,
            RepositoryOfflineException.class)) {
      if (first(failure, type) != null) {
        return Resolution.Reason.NO_CONNECTION;
      }
    }
    return first(failure, ArtifactNotFoundException.class) != null
        ? Resolution.Reason.NOT_FOUND
        : Resolution.Reason.OTHER;
  }

  private static String text(Throwable cause) {
    String name = cause.getClass().getSimpleName();
    String message = cause.getMessage();
    if (message == null || message.isBlank()) {
      return name;
    }
    // java.net's messages are often nothing but the name of a host.
    return message.indexOf(' ') < 0
        ? name + ": " + message
        : message.lines().findFirst().orElse(name);
  }

  /// Most exceptions repeat what the one below says; only what is new is kept.
  private static void add(List<String> lines, String text) {
    for (String line : lines) {
      if (line.contains(text)) {
        return;
      }
    }
    lines.add(text);
  }
}
