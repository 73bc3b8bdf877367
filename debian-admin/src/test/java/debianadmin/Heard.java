package debianadmin;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import machine.Change;
import machine.Listener;

/// Remembers what a machine told.
public final class Heard implements Listener {
  public final List<Change> changes = new CopyOnWriteArrayList<>();
  public final List<String> lines = new CopyOnWriteArrayList<>();

  public Heard() {}

  @Override
  public void changed(Change change) {
    changes.add(change);
    lines.add("changed: " + change);
  }

  @Override
  public void wouldChange(Change change) {
    changes.add(change);
    lines.add("would: " + change);
  }

  @Override
  public void kept(String subject, String reason) {
    lines.add("kept: " + subject + ": " + reason);
  }

  @Override
  public void unknown(String subject, String because) {
    lines.add("unknown: " + subject + ": " + because);
  }

  @Override
  public void waiting(String what) {
    lines.add("waiting: " + what);
  }
}
