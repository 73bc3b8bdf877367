package troops.cli.rehearsal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import machine.Machine;
import org.jspecify.annotations.Nullable;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.state.Directories;

/// A throw-away copy of this machine: its files, over which a layer takes what is written, in
/// namespaces of its own (namespaces(7)). One program is carried out in it.
///
/// It is held by a pipe: when this process closes it, or ends in whatever way, all processes of the
/// copy end, and the kernel takes its mounts and its layers away. Needs root, Linux's overlayfs and
/// namespaces, and util-linux and perl, which each Debian has.
public final class MachineCopy implements AutoCloseable {
  private static final String BEGUN = "#troops begun ";
  private static final String ENDED = "#troops ended ";
  private static final int LAST_WORDS = 20;

  private final Process process;
  private final BufferedReader out;
  private final Thread errors;
  private final Deque<String> said = new ArrayDeque<>();
  private final BiConsumer<String, Boolean> lines;
  private long pid;
  private @Nullable Door door;
  private boolean begun;

  /// What is carried out in a copy.
  ///
  /// @param command the program and its arguments
  /// @param online whether it reaches other machines, by a proxy for HTTP
  public record Programme(List<String> command, boolean online) {
    /// Copies them.
    public Programme {
      command = List.copyOf(command);
    }
  }

  private MachineCopy(Process process, BiConsumer<String, Boolean> lines) {
    this.process = process;
    this.lines = lines;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.errors = Thread.ofPlatform().daemon().name("errors of the copy").start(this::readErrors);
  }

  /// Makes a copy, and begins to carry out a program in it.
  ///
  /// @param programs the directory of the programs that make it, which come with the distribution
  /// @param image where a file may lie for a moment that takes what is written; if it can't be
  ///   used, memory takes it
  /// @param programme what is carried out
  /// @param lines takes each line that it writes, and whether that was to standard error
  /// @return the copy, in which the program runs
  /// @throws Problem if there can't be one ([Kind#CANNOT_REHEARSE])
  public static MachineCopy make(
      Path programs, Path image, Programme programme, BiConsumer<String, Boolean> lines) {
    if (!Machine.isRoot()) {
      throw cannot("only root can copy a machine", List.of(), "sudo troops deploy --rehearse");
    }
    List<String> words = new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private"));
    words.addAll(List.of("--pid", "--fork", "--kill-child=SIGKILL", "--ipc", "--uts", "--cgroup"));
    words.addAll(List.of("--", programs.resolve("copy").toString()));
    words.add(Layers.areOnDisk(image) ? image.toString() : "");
    words.addAll(programme.command());
    ProcessBuilder builder = new ProcessBuilder(words).directory(Path.of("/").toFile());
    if (programme.online()) {
      builder.environment().putAll(Door.environment());
    }
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw cannot("cannot start unshare: " + e.getMessage(), List.of(), "apt install util-linux");
    }
    MachineCopy copy = new MachineCopy(process, lines);
    try {
      copy.begin(programme.online());
      return copy;
    } catch (IOException e) {
      copy.close();
      throw cannot(
          Directories.reason(e),
          copy.lastWords(),
          programme.online() ? "--offline opens no way out of the copy" : "");
    } catch (Problem e) {
      copy.close();
      throw e;
    }
  }

  /// The system properties that tell Java's own clients of HTTP where the way out of a copy is.
  ///
  /// @return names and values
  public static Map<String, String> proxies() {
    String port = Integer.toString(Door.PORT);
    return Map.of(
        "http.proxyHost",
        "127.0.0.1",
        "http.proxyPort",
        port,
        "https.proxyHost",
        "127.0.0.1",
        "https.proxyPort",
        port);
  }

  private static Problem cannot(String why, List<String> details, String hint) {
    return new Problem(
        Kind.CANNOT_REHEARSE, "nothing can be rehearsed here: " + why, details, hint, null);
  }

  private void begin(boolean online) throws IOException {
    try (OutputStream in = new Unclosed(process.getOutputStream())) {
      byte[] units = UnitSnapshot.take();
      in.write((units.length + "\n").getBytes(StandardCharsets.UTF_8));
      in.write(units);
    } catch (IOException e) {
      // It has ended already: it has said why.
    }
    String first = out.readLine();
    if (first == null || !first.startsWith(BEGUN)) {
      close();
      List<String> why = lastWords();
      throw cannot(
          why.isEmpty() ? "the copy of the machine could not be made" : why.getLast(),
          why.subList(0, Math.max(0, why.size() - 1)),
          "a rehearsal needs overlayfs and namespaces: a container often lacks them");
    }
    pid = Long.parseLong(first.substring(BEGUN.length()));
    if (online) {
      door = new Door(inside());
    }
    synchronized (said) {
      begun = true;
      said.forEach(line -> lines.accept(line, true));
    }
    OutputStream in = process.getOutputStream();
    in.write('\n');
    in.flush();
  }

  /// A process in the network of the copy.
  private long inside() throws IOException {
    Path here = Files.readSymbolicLink(Path.of("/proc/self/ns/net"));
    for (ProcessHandle one : process.descendants().toList()) {
      Path there = Path.of("/proc", Long.toString(one.pid()), "ns/net");
      if (!Files.readSymbolicLink(there).equals(here)) {
        return one.pid();
      }
    }
    throw new IOException("the copy has no network of its own");
  }

  /// Standard input of the copy: closing it is what ends the copy.
  private static final class Unclosed extends OutputStream {
    private final OutputStream stream;

    Unclosed(OutputStream stream) {
      this.stream = stream;
    }

    @Override
    public void write(int b) throws IOException {
      stream.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      stream.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      stream.flush();
    }
  }

  private void readErrors() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        synchronized (said) {
          said.addLast(line);
          if (said.size() > LAST_WORDS) {
            said.removeFirst();
          }
          if (begun) {
            lines.accept(line, true);
          }
        }
      }
    } catch (IOException e) {
      // The process has ended.
    }
  }

  /// The last lines that were written to standard error.
  private List<String> lastWords() {
    try {
      boolean ignored = errors.join(java.time.Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (said) {
      return List.copyOf(said);
    }
  }

  /// Waits until the program has ended; then nothing runs in the copy any more, and its layers
  /// stand.
  ///
  /// @return its exit code; 137 also if the copy was taken away from it
  public int await() {
    try {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith(ENDED)) {
          return Integer.parseInt(line.substring(ENDED.length()));
        }
        if (!line.isEmpty()) {
          lines.accept(line, false);
        }
      }
    } catch (IOException | NumberFormatException e) {
      // The copy has been killed.
    }
    return 137;
  }

  /// The layers that have taken what was written: one for each file system that was copied.
  ///
  /// @return the layers, which are there until the copy is closed
  public List<Layer> layers() {
    Path outside = Path.of("/proc", Long.toString(pid), "root", "sys");
    List<Layer> layers = new ArrayList<>();
    try (DirectoryStream<Path> numbered =
        Files.newDirectoryStream(outside.resolve("layers"), "[0-9]*")) {
      for (Path layer : numbered) {
        Path place = Path.of(Files.readString(layer.resolve("place")).strip());
        Path merged = outside.resolve("root").resolve(Path.of("/").relativize(place).toString());
        layers.add(new Layer(place, layer.resolve("upper"), merged));
      }
    } catch (IOException e) {
      throw gone();
    }
    layers.sort(Comparator.comparing(layer -> layer.place().toString()));
    return layers;
  }

  /// Makes sure that the copy is still there: of one that was killed, everything would look gone.
  ///
  /// @throws Problem if it isn't ([Kind#CANNOT_REHEARSE])
  public void check() {
    if (!process.isAlive()) {
      throw gone();
    }
  }

  private static Problem gone() {
    return cannot("the copy of the machine was killed", List.of(), "rehearse again");
  }

  /// Whether what takes what is written is full.
  ///
  /// @return true if the program failed for that, perhaps
  public boolean isFull() {
    try {
      Path layers = Path.of("/proc", Long.toString(pid), "root", "sys", "layers");
      return Files.getFileStore(layers).getUsableSpace() < 1 << 20;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    if (door != null) {
      door.close();
    }
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has ended already.
    }
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
