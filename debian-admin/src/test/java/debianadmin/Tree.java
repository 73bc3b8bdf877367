package debianadmin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import debianadmin.file.Attributes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import machine.Machine;
import machine.Mode;
import machine.Resource;

/// A temporary directory that stands for a machine's root, and the machines on it.
public final class Tree {
  public final Path root;
  public final Path folder;

  public Tree(Path directory) {
    root = directory.resolve("root");
    folder = directory.resolve("folder");
    try {
      Files.createDirectories(root.resolve("etc"));
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Machine machine(Mode mode, Heard heard) {
    return new Machine(mode, heard, root, folder);
  }

  /// Applies, and answers what was told.
  public List<String> apply(Resource... resources) {
    return bring(Mode.APPLY, resources).lines;
  }

  /// Previews all in one, and answers what was told.
  public List<String> preview(Resource... resources) {
    return bring(Mode.PREVIEW, resources).lines;
  }

  public Heard bring(Mode mode, Resource... resources) {
    Heard heard = new Heard();
    Machine machine = machine(mode, heard);
    for (Resource resource : resources) {
      machine.bring(resource);
    }
    return heard;
  }

  public Path at(String path) {
    return root.resolve(path.substring(1));
  }

  public Path write(String path, String text) {
    try {
      Files.createDirectories(at(path).getParent());
      return Files.writeString(at(path), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String read(String path) {
    try {
      return Files.readString(at(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int mode(String path) throws IOException {
    return Attributes.modeOf(at(path));
  }

  /// All that is there, with everything that a change would show in.
  public Map<String, String> snapshot() throws IOException {
    TreeMap<String, String> all = new TreeMap<>();
    try (var paths = Files.walk(root)) {
      for (Path path : paths.toList()) {
        var stat =
            Files.readAttributes(
                path,
                "unix:mode,uid,gid,ino,ctime,lastModifiedTime,size",
                LinkOption.NOFOLLOW_LINKS);
        String text = Files.isRegularFile(path) ? Files.readString(path, ISO_8859_1) : "";
        all.put(path.toString(), new TreeMap<>(stat) + text);
      }
    }
    return all;
  }

  public static String golden(String name) {
    try (var in = Tree.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
