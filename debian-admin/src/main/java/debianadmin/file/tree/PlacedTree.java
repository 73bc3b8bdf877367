package debianadmin.file.tree;

import debianadmin.file.Absence;
import debianadmin.file.Attributes;
import debianadmin.file.Content;
import debianadmin.file.FileOption;
import debianadmin.file.Foreseen;
import debianadmin.file.PlacedDirectory;
import debianadmin.file.PlacedFile;
import debianadmin.file.PlacedLink;
import debianadmin.file.Spot;
import debianadmin.path.Parent;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;
import org.jspecify.annotations.Nullable;

/// A directory that holds what a folder holds: files, directories and symbolic links, all the way
/// down.
public final class PlacedTree implements Resource {
  private final String path;
  private final Path source;
  private final Attributes.Wish wish;
  private final boolean isPurged;

  /// What the folder doesn't hold is removed.
  public record Purge() implements FileOption {
    @Override
    public String spelling() {
      return "purge()";
    }
  }

  public PlacedTree(String path, Path source, FileOption... options) {
    FileOption.refuseOthers(path, options, Attributes.Wish.class, Purge.class);
    this.path =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    this.source = source;
    this.wish = Attributes.of(options).wish();
    this.isPurged = !FileOption.of(options, Purge.class).isEmpty();
    if (wish.mode() > 0777) {
      throw new MachineException(
          path
              + ": "
              + wish.spelling()
              + " has special bits, which files and directories"
              + " understand differently",
          "give three digits after the 0, and set the others on single directories");
    }
  }

  @Override
  public String subject() {
    return path;
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Path from = machine.folder().resolve(source);
    if (!Files.isDirectory(from)) {
      if (Foreseen.in(machine, from)) {
        return Decision.unknown("an earlier step would place what it is copied from: " + from);
      }
      throw new MachineException(
          path
              + ": nothing to copy: "
              + from
              + (Files.exists(from) ? ": not a directory" : ": no such directory"),
          "a relative path lies in " + machine.folder() + "; is the folder in the repository?");
    }
    try {
      return new Comparison(machine).of(from);
    } catch (AccessDeniedException e) {
      return Spot.denied(machine, e);
    }
  }

  /// One walk through the folder.
  private final class Comparison {
    /// How many characters of texts are kept to be shown, before anything is done.
    private static final long SHOWN = 16 << 20;

    private final Machine machine;
    private final List<Decision.Step> steps = new ArrayList<>(0);
    private Decision.@Nullable Unknown unknown;
    private int files;
    private long shown;

    Comparison(Machine machine) {
      this.machine = machine;
    }

    Decision of(Path from) throws IOException {
      directory(path, from, wish.mode() < 0 ? -1 : executable(wish.mode()), false);
      if (unknown != null) {
        return unknown;
      }
      return steps.isEmpty()
          ? Decision.settled(files == 1 ? "1 file is as wanted" : files + " files are as wanted")
          : new Decision.Pending(steps);
    }

    private void directory(String to, Path from, int mode, boolean parentFollows)
        throws IOException {
      add(new PlacedDirectory(to, wish(mode)).decide(machine));
      Path place = machine.place(to);
      Path real = Parent.of(machine, place).at(place);
      boolean isThere =
          !parentFollows
              && !Foreseen.in(machine, new Foreseen.Gone(place))
              && Files.isDirectory(real, LinkOption.NOFOLLOW_LINKS);
      String[] names = names(from);
      for (int i = 0; i < names.length && unknown == null; i++) {
        entry(to + "/" + names[i], from.resolve(names[i]), !isThere);
      }
      if (isPurged && isThere) {
        purge(to, real, names);
      }
    }

    private void entry(String to, Path from, boolean parentFollows) throws IOException {
      int mode = (int) Files.getAttribute(from, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      switch (mode & 0170000) {
        case 0100000 -> {
          files++;
          int plain = wish.mode() < 0 ? 0644 : wish.mode();
          int wanted = (mode & 0100) == 0 ? plain : executable(plain);
          add(new PlacedFile(to, Content.of(from), wish(wanted)).decide(machine, parentFollows));
        }
        case 0120000 -> {
          files++;
          String target = Files.readSymbolicLink(from).toString();
          add(new PlacedLink(to, target).decide(machine, parentFollows));
        }
        case 0040000 ->
            directory(to, from, executable(wish.mode() < 0 ? 0644 : wish.mode()), parentFollows);
        default ->
            throw new MachineException(
                path + ": neither a file nor a directory nor a link: " + from,
                "leave it out of the folder");
      }
    }

    private void purge(String to, Path real, String[] wanted) throws IOException {
      Set<String> known = new HashSet<>(Arrays.asList(wanted));
      for (String name : names(real)) {
        if (!known.contains(name)) {
          extra(to + "/" + name, real.resolve(name));
        }
      }
    }

    private void extra(String to, Path real) throws IOException {
      boolean isDirectory = Files.isDirectory(real, LinkOption.NOFOLLOW_LINKS);
      if (isDirectory) {
        MountPoints.read().refuse(to, real);
        for (String name : names(real)) {
          extra(to + "/" + name, real.resolve(name));
        }
      }
      String what =
          isDirectory ? "directory" : Files.isSymbolicLink(real) ? "symbolic link" : "file";
      steps.add(Absence.step(machine, to, machine.place(to), what + ", not in the folder"));
    }

    private void add(Decision decision) {
      if (decision instanceof Decision.Pending pending) {
        for (Decision.Step step : pending.steps()) {
          steps.add(shown > SHOWN ? withoutText(step) : step);
          shown += step.change().text().map(text -> text.after().length()).orElse(0);
        }
      } else if (decision instanceof Decision.Unknown one) {
        unknown = one;
      }
    }

    private static Decision.Step withoutText(Decision.Step step) {
      Change change = step.change();
      return new Decision.Step(
          Change.of(change.verb(), change.subject(), change.detail()),
          step.action(),
          step.foresees());
    }

    private FileOption wish(int mode) {
      return new Attributes.Wish(mode, wish.owner(), wish.group());
    }
  }

  /// Who may read may execute too: what `X` means to chmod(1).
  private static int executable(int mode) {
    return mode | ((mode & 0444) >> 2);
  }

  private static String[] names(Path directory) throws IOException {
    String[] names = directory.toFile().list();
    if (names == null) {
      throw new AccessDeniedException(directory.toString());
    }
    Arrays.sort(names);
    return names;
  }
}
