package debianadmin.apt;

import debianadmin.file.Foreseen;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;

/// Package lists that aren't older than some age.
public final class UpdatedLists implements Resource {
  private final Duration limit;

  /// @param limit the age up to which they needn't be updated
  public UpdatedLists(Duration limit) {
    if (limit.isNegative()) {
      throw new MachineException(
          "not an age of package lists: " + limit,
          "write how old they may be: Duration.ofHours(6)");
    }
    this.limit = limit;
  }

  @Override
  public String subject() {
    return "the package lists";
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    if (Foreseen.in(machine, PackageLists.UPDATED)) {
      return Decision.settled("an earlier step would update them");
    }
    PackageLists lists = new PackageLists(machine);
    long updated = lists.updated();
    long age = Math.max(0, System.currentTimeMillis() - updated);
    String why = "";
    if (updated == 0) {
      why = "there are none yet";
    } else if (lists.olderThanSources()) {
      why = "the sources have changed since";
    } else if (age > limit.toMillis()) {
      why = words(age) + " old";
    }
    if (why.isEmpty()) {
      return Decision.settled("were updated " + words(age) + " ago");
    }
    Change change = Change.of("update", subject(), why);
    AptGet apt = new AptGet(machine);
    if (apt.await(change)) {
      return decide(machine);
    }
    return Decision.pending(change, Set.of(PackageLists.UPDATED), apt::update);
  }

  /// An age in the largest unit of which it has two or more.
  static String words(long millis) {
    long seconds = millis / 1000;
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 2 * 3600) {
      return seconds / 60 + " min";
    }
    return seconds < 2 * 86_400 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
  }
}
