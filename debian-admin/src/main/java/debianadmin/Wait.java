package debianadmin;

import debianadmin.unit.file.UnitName;
import debianadmin.wait.Awaited;
import debianadmin.wait.Condition;
import debianadmin.wait.FileCondition;
import debianadmin.wait.HttpCondition;
import debianadmin.wait.PortCondition;
import debianadmin.wait.UnitCondition;
import debianadmin.wait.WaitOption;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import machine.Machine;
import machine.MachineException;
import org.jspecify.annotations.Nullable;

/// Waiting until something is so, for a minute at most unless [#atMost] says otherwise.
///
/// It goes on as soon as it is so, and changes nothing. While it waits, it says at once what for
/// and what was seen last, and again every eight seconds. If it isn't so in time, the operation
/// fails, and says what was seen last. A preview doesn't wait: it says whether it is so now, and
/// else that it can't be known.
public final class Wait {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private Wait() {}

  /// What is waited for, beside the thing itself: made by [#atMost], [#status], [#containing] and
  /// [#trusting].
  public static final class Option {
    private final WaitOption wish;

    private Option(WaitOption wish) {
      this.wish = wish;
    }
  }

  /// Waits until a TCP port of this machine accepts connections, on an address of `localhost`.
  ///
  /// ```java
  /// Wait.forPort(5432);
  /// ```
  ///
  /// @param port the port
  /// @param options atMost
  /// @throws MachineException if it doesn't in time
  public static void forPort(int port, Option... options) {
    forPort("localhost", port, options);
  }

  /// Waits until a TCP port of a host accepts connections, on any of the host's addresses.
  ///
  /// ```java
  /// Wait.forPort("db.example.com", 5432, Wait.atMost(Duration.ofMinutes(5)));
  /// ```
  ///
  /// @param host the host's name or address
  /// @param port the port
  /// @param options atMost
  /// @throws MachineException if it doesn't in time
  public static void forPort(String host, int port, Option... options) {
    bring(new PortCondition(host, port), options);
  }

  /// Waits until a unit is active; it isn't started by that. A unit that is starting is waited for;
  /// one that has failed is not.
  ///
  /// ```java
  /// Wait.forUnit("nginx");
  /// ```
  ///
  /// @param name the unit; without a suffix, a service
  /// @param options atMost
  /// @throws MachineException if it isn't in time, or if it has failed, with the last lines of its
  ///   journal; if there is no such unit, if it is masked, or if systemd isn't running
  public static void forUnit(String name, Option... options) {
    bring(new UnitCondition(UnitName.parse(name).orRefuseTemplate()), options);
  }

  /// Waits until a URL is answered with the status 200, or another one. Redirections aren't
  /// followed: their status is the answer.
  ///
  /// ```java
  /// Wait.forHttp("http://localhost/health", Wait.containing("ready"));
  /// Wait.forHttp("https://localhost/", Wait.status(401), Wait.trusting("/etc/ssl/own-ca.pem"));
  /// ```
  ///
  /// @param url what is asked for, by GET
  /// @param options atMost, status, containing, trusting
  /// @throws MachineException if it isn't in time
  public static void forHttp(String url, Option... options) {
    URI uri = HttpCondition.parse(url);
    int status = HttpURLConnection.HTTP_OK;
    String text = "";
    @Nullable String authority = null;
    for (Option option : options) {
      if (option.wish instanceof WaitOption.Status wish) {
        status = wish.code();
      } else if (option.wish instanceof WaitOption.Containing wish) {
        text = wish.text();
      } else if (option.wish instanceof WaitOption.Trusting wish) {
        authority = wish.path();
      }
    }
    await(new HttpCondition(uri, status, text, authority), options);
  }

  /// Waits until something is at a path: a file, a socket, a directory.
  ///
  /// ```java
  /// Wait.forFile("/run/app/app.sock");
  /// ```
  ///
  /// @param path an absolute path
  /// @param options atMost
  /// @throws MachineException if nothing is in time
  public static void forFile(String path, Option... options) {
    bring(new FileCondition(path), options);
  }

  /// How long to wait at most, if not a minute.
  ///
  /// ```java
  /// Wait.forUnit("postgresql", Wait.atMost(Duration.ofMinutes(5)));
  /// ```
  ///
  /// @param duration the time
  /// @return the option
  public static Option atMost(Duration duration) {
    return new Option(new WaitOption.AtMost(duration));
  }

  /// The status that [#forHttp] waits for, if not 200.
  ///
  /// ```java
  /// Wait.forHttp("http://localhost/admin", Wait.status(401));
  /// ```
  ///
  /// @param code the status (RFC 9110, section 15)
  /// @return the option
  public static Option status(int code) {
    return new Option(new WaitOption.Status(code));
  }

  /// A text that the body must contain for [#forHttp]. Its first MiB is looked at, as UTF-8.
  ///
  /// ```java
  /// Wait.forHttp("http://localhost/health", Wait.containing("ready"));
  /// ```
  ///
  /// @param text the text, as it stands
  /// @return the option
  public static Option containing(String text) {
    return new Option(new WaitOption.Containing(text));
  }

  /// The certificates that [#forHttp] trusts instead of the machine's own.
  ///
  /// ```java
  /// Wait.forHttp("https://localhost/", Wait.trusting("/etc/ssl/own-ca.pem"));
  /// ```
  ///
  /// @param path a file of certificates in PEM; a relative path lies in the deployment's own folder
  /// @return the option
  public static Option trusting(String path) {
    return new Option(new WaitOption.Trusting(path));
  }

  private static void bring(Condition condition, Option... options) {
    for (Option option : options) {
      if (!(option.wish instanceof WaitOption.AtMost)) {
        throw new MachineException(
            "waiting for " + condition.subject() + ": status, containing and trusting are of HTTP",
            "leave the option out, or use Wait.forHttp");
      }
    }
    await(condition, options);
  }

  private static void await(Condition condition, Option... options) {
    Duration atMost = MINUTE;
    for (Option option : options) {
      if (option.wish instanceof WaitOption.AtMost wish) {
        atMost = wish.duration();
      }
    }
    Machine.current().bring(new Awaited(condition, atMost));
  }
}
