package debianadmin.wait;

import java.time.Duration;
import machine.MachineException;

/// What is waited for, beside the thing itself.
public sealed interface WaitOption {
  /// How long at most.
  record AtMost(Duration duration) implements WaitOption {
    /// Checks that it is a time.
    public AtMost {
      if (!duration.isPositive()) {
        throw new MachineException(
            "not a time to wait: " + duration, "write Wait.atMost(Duration.ofMinutes(5))");
      }
    }
  }

  /// The status of an HTTP answer.
  record Status(int code) implements WaitOption {
    /// Checks that it is one (RFC 9110, section 15).
    public Status {
      if (code < 100 || code > 599) {
        throw new MachineException(
            "not a status of HTTP: " + code, "write a number from 100 to 599: Wait.status(401)");
      }
    }
  }

  /// A text in the body of an HTTP answer.
  record Containing(String text) implements WaitOption {}

  /// A file of certificates that vouch for an HTTP answer over TLS.
  record Trusting(String path) implements WaitOption {}
}
