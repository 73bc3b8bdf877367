package troops.cli.rehearsal;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Finds what is different in a copy by what was written to its layers: so it costs what the run
/// has written, however large the machine is.
///
/// What lies in a layer needn't be different (a file opened for writing is there, a directory with
/// something new in it is there), what is gone lies there as a whiteout, and a directory that was
/// renamed as an empty one. So the names in a layer are only where to look: compared are the
/// machine and the copy.
final class LayerWalk {
  private final Set<String> places = new TreeSet<>();
  private final List<FileDifference> differences = new ArrayList<>();
  private int leftOut;

  private LayerWalk(List<Layer> layers) {
    layers.forEach(layer -> places.add(layer.place().toString()));
  }

  /// What was found.
  ///
  /// @param differences the differences, by path; of a directory that is new or gone, also what is
  ///   in it
  /// @param leftOut how many files were written that nobody wants to hear of ([Noise])
  record Found(List<FileDifference> differences, int leftOut) {}

  /// Walks layers.
  ///
  /// @param layers the layers of a copy in which nothing runs any more
  /// @return what was found
  /// @throws IOException if the machine or the copy can't be read
  static Found walk(List<Layer> layers) throws IOException {
    LayerWalk walk = new LayerWalk(layers);
    for (Layer layer : layers) {
      String place = layer.place().toString();
      if (Noise.isForeign(place) || place.startsWith("/run/")) {
        continue;
      }
      if (Noise.isAt(place)) {
        walk.leftOut += count(layer.upper());
        continue;
      }
      String path = place.equals("/") ? "" : place;
      walk.directory(path, layer.upper(), layer.place(), layer.merged());
    }
    return new Found(List.copyOf(walk.differences), walk.leftOut);
  }

  private void directory(String path, Path upper, Path before, Path after) throws IOException {
    Set<String> names = names(upper);
    Set<String> gone = names(before);
    Set<String> made = names(after);
    Set<String> both = new TreeSet<>(gone);
    both.retainAll(made);
    gone.removeAll(both);
    made.removeAll(both);
    names.addAll(gone);
    names.addAll(made);
    for (String name : names) {
      String here = path + "/" + name;
      Path written = upper.resolve(name);
      if (Noise.isAt(here)) {
        leftOut += count(written);
      } else if (!places.contains(here) && !Noise.isForeign(here)) {
        compare(here, written, before.resolve(name), after.resolve(name));
      }
    }
  }

  private void compare(String path, Path upper, Path before, Path after) throws IOException {
    Optional<FileState> was = FileState.of(before);
    Optional<FileState> is = FileState.of(after);
    boolean same =
        (was.isPresent() && is.isPresent()) ? was.get().isSame(is.get()) : was.equals(is);
    if (!same) {
      differences.add(new FileDifference(path, was, is));
    }
    if (is.filter(FileState::isDirectory).isPresent()
        || was.filter(FileState::isDirectory).isPresent()) {
      directory(path, upper, before, after);
    }
  }

  /// The names in a directory; none if it isn't one.
  private static Set<String> names(Path directory) throws IOException {
    Set<String> names = new TreeSet<>();
    // Not asked by opening it: a whiteout is a device.
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return names;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        names.add(String.valueOf(entry.getFileName()));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names;
  }

  private static int count(Path written) throws IOException {
    Optional<FileState> state = FileState.of(written);
    if (state.isEmpty()) {
      return 0;
    }
    if (!state.get().isDirectory()) {
      return 1;
    }
    int count = 0;
    for (String name : names(written)) {
      count += count(written.resolve(name));
    }
    return count;
  }
}
