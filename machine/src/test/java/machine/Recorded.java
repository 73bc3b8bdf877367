package machine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Remembers what a machine told.
class Recorded implements Listener {
  final List<String> lines = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void changed(Change change) {
    lines.add("changed: " + change);
  }

  @Override
  public void wouldChange(Change change) {
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
