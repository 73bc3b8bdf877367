package machine;

import java.io.PrintStream;

/// Tells what happens as lines of text, for programs that bring no [Listener] of their own.
final class Printed implements Listener {
  private final PrintStream stream;

  Printed(PrintStream stream) {
    this.stream = stream;
  }

  @Override
  public void changed(Change change) {
    stream.println(change);
  }

  @Override
  public void wouldChange(Change change) {
    stream.println("would " + change);
  }

  @Override
  public void kept(String subject, String reason) {}

  @Override
  public void unknown(String subject, String because) {
    stream.println("unknown: " + subject + ": " + because);
  }

  @Override
  public void waiting(String what) {
    stream.println(what);
  }
}
