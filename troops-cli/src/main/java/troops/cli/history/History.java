package troops.cli.history;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import troops.cli.event.EventReader;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.state.Directories;
import troops.cli.state.Lock;
import troops.cli.state.RunFiles;

/// The runs that have a record.
public final class History {
  /// The name of the newest run.
  public static final String LAST = "last";

  private static final int NAMED = 5;

  private final RunFiles files;
  private final Path state;

  /// The history of a machine.
  ///
  /// @param files the records
  /// @param state the directory with the lock of its runs
  public History(RunFiles files, Path state) {
    this.files = files;
    this.state = state;
  }

  /// The history that lies in the usual places.
  ///
  /// @param directories the places
  /// @return the history
  public static History of(Directories directories) {
    return new History(new RunFiles(directories.runs()), directories.state());
  }

  /// The newest runs. Reads the first line and the last of each record, of as many as it needs.
  ///
  /// @param most how many at most
  /// @param wanted which of them
  /// @return the runs, newest first
  /// @throws Problem if the records can't be read
  public List<Entry> newest(int most, Predicate<Entry> wanted) {
    List<Entry> entries = new ArrayList<>();
    for (String run : files.newestFirst()) {
      if (entries.size() >= most) {
        break;
      }
      entry(run).filter(wanted).ifPresent(entries::add);
    }
    return entries;
  }

  /// All runs.
  ///
  /// @return their ids, newest first
  /// @throws Problem if the records can't be read
  public List<String> all() {
    return files.newestFirst();
  }

  /// The runs before one.
  ///
  /// @param run its id
  /// @return their ids, newest first
  /// @throws Problem if the records can't be read
  List<String> before(String run) {
    return files.newestFirst().stream().filter(other -> other.compareTo(run) < 0).toList();
  }

  /// One run in a few words.
  ///
  /// @param run its id
  /// @return the entry; none if its record isn't there (any more)
  /// @throws Problem if the record can't be read
  public Optional<Entry> entry(String run) {
    try {
      RecordEnds ends = RecordEnds.read(files.file(run));
      boolean goingOn = false;
      if (ends.finished().isEmpty()) {
        goingOn = isGoingOn(run);
        // It may have ended since.
        ends = goingOn ? ends : RecordEnds.read(files.file(run));
      }
      return Optional.of(new Entry(run, ends.started(), ends.finished(), goingOn));
    } catch (FileNotFoundException e) {
      if (Files.exists(files.file(run))) {
        throw unreadable(run, e);
      }
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(run, e);
    }
  }

  /// Whether a run holds the lock.
  ///
  /// @param run its id
  /// @return true if it does
  public boolean isGoingOn(String run) {
    return Lock.holder(state).filter(holder -> holder.run().equals(run)).isPresent();
  }

  /// Finds a run by what a person calls it.
  ///
  /// @param name the beginning of an id that no other shares, or `last`
  /// @return the id
  /// @throws Problem if no run is called so, or several are ([Kind#NO_SUCH_RUN])
  public String find(String name) {
    List<String> all = files.newestFirst();
    if (name.equals(LAST) && !all.isEmpty()) {
      return all.getFirst();
    }
    List<String> found = all.stream().filter(run -> run.startsWith(name)).toList();
    if (found.contains(name) || found.size() == 1) {
      return found.contains(name) ? name : found.getFirst();
    }
    String hint = "troops log names the runs; the beginning of an id is enough, and so is 'last'";
    if (found.isEmpty()) {
      String none =
          all.isEmpty() ? "no run is recorded yet in " : "no run is called '" + name + "' in ";
      throw new Problem(Kind.NO_SUCH_RUN, none + files.directory(), hint);
    }
    List<String> some = new ArrayList<>(found.subList(0, Math.min(NAMED, found.size())));
    if (found.size() > NAMED) {
      some.add("and " + (found.size() - NAMED) + " more");
    }
    throw new Problem(
        Kind.NO_SUCH_RUN,
        found.size() + " runs begin with '" + name + "'",
        some,
        "name more of its id",
        null);
  }

  /// Reads the record of a run as far as it is written.
  ///
  /// @param run its id
  /// @param lines takes each line that has its end
  /// @return whether its last line was cut short
  /// @throws Problem if there is no record ([Kind#NO_SUCH_RUN]), or it can't be read
  public boolean replay(String run, Consumer<EventReader.Line> lines) {
    try (Following following = new Following(files.file(run), lines)) {
      following.readOn();
      return following.isIncomplete();
    } catch (FileNotFoundException e) {
      throw missing(run, e);
    } catch (IOException e) {
      throw unreadable(run, e);
    }
  }

  /// Reads the record of a run while it is being written, and hands each line on as it comes, until
  /// the run ends, or whoever writes it is gone, or this thread is interrupted. A record that isn't
  /// there yet is waited for: its run may be waiting for the lock.
  ///
  /// @param run its id
  /// @param goingOn whether whoever writes it is still there
  /// @param lines takes each line that has its end
  /// @return whether the run has come to its end
  /// @throws Problem if whoever writes it is gone and has left no record, or it can't be read
  public boolean follow(String run, BooleanSupplier goingOn, Consumer<EventReader.Line> lines) {
    Path file = files.file(run);
    Pause pause = new Pause();
    while (!Files.exists(file) && goingOn.getAsBoolean() && pause.take()) {
      // Not yet.
    }
    try (Following following = new Following(file, lines)) {
      boolean last = false;
      while (!last && !following.isFinished()) {
        // Asked before reading: what it has written until it went is read too.
        last = !goingOn.getAsBoolean();
        if (following.readOn()) {
          pause.reset();
        } else if (!last) {
          last = !pause.take();
        }
      }
      return following.isFinished();
    } catch (FileNotFoundException e) {
      throw missing(run, e);
    } catch (IOException e) {
      throw unreadable(run, e);
    }
  }

  private Problem missing(String run, FileNotFoundException e) {
    return Files.exists(files.file(run))
        ? unreadable(run, e)
        : new Problem(
            Kind.NO_SUCH_RUN,
            "no run is called '" + run + "' in " + files.directory(),
            List.of(),
            "troops log names the runs",
            e);
  }

  private Problem unreadable(String run, IOException e) {
    return new Problem(
        Kind.UNREADABLE,
        "cannot read " + files.file(run) + ": " + Directories.reason(e),
        List.of(),
        "it is the record of a run",
        e);
  }
}
