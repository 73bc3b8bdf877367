package troops.cli.repository;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A real repository for a test, made with the real git, free of the settings of whoever tests.
public record TempGit(Path directory) {

  /// A work tree with nothing in it.
  public static TempGit init(Path directory, String... options) throws IOException {
    Files.createDirectories(directory);
    List<String> words = new ArrayList<>(List.of("init", "--quiet", "--initial-branch=master"));
    words.addAll(List.of(options));
    TempGit git = new TempGit(directory);
    git.run(words.toArray(String[]::new));
    return git;
  }

  /// Runs git, and answers what it wrote, without the last line end.
  public String run(String... words) throws IOException {
    return feed(new byte[0], words);
  }

  /// Runs git with something on its standard input.
  public String feed(byte[] input, String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_AUTHOR_NAME", "Ann",
                "GIT_AUTHOR_EMAIL", "ann@example.com",
                "GIT_COMMITTER_NAME", "Ann",
                "GIT_COMMITTER_EMAIL", "ann@example.com",
                "LC_ALL", "C.UTF-8"));
    Process process = builder.start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(input);
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(command + ": " + output);
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return output.endsWith("\n") ? output.substring(0, output.length() - 1) : output;
  }

  public TempGit write(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
    return this;
  }

  /// Commits everything, and answers the commit's id.
  public String commit(String message) throws IOException {
    run("add", "--all");
    run("commit", "--quiet", "--allow-empty", "-m", message);
    return run("rev-parse", "HEAD");
  }

  Repository open() {
    return Repository.open(directory);
  }

  /// Stores a tree object as it is, however wrong, and a commit of it; answers the commit's id.
  public String commitTree(byte[] tree) throws IOException {
    return run("commit-tree", "-m", "odd", storeTree(tree));
  }

  /// Stores a tree object as it is.
  String storeTree(byte[] tree) throws IOException {
    return feed(tree, "hash-object", "-t", "tree", "--literally", "-w", "--stdin");
  }

  /// Stores a file's content.
  public String blob(String text) throws IOException {
    return feed(text.getBytes(StandardCharsets.UTF_8), "hash-object", "-w", "--stdin");
  }

  /// An entry of a tree object.
  public static byte[] entry(String mode, byte[] name, String id) {
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    bytes.writeBytes((mode + " ").getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(name);
    bytes.write(0);
    bytes.writeBytes(java.util.HexFormat.of().parseHex(id));
    return bytes.toByteArray();
  }

  public static byte[] entry(String mode, String name, String id) {
    return entry(mode, name.getBytes(StandardCharsets.UTF_8), id);
  }

  public static byte[] tree(byte[]... entries) {
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    for (byte[] entry : entries) {
      bytes.writeBytes(entry);
    }
    return bytes.toByteArray();
  }

  /// Reads a commit of this repository.
  Commit read(String name) {
    return read(open(), name);
  }

  /// Reads a commit of a repository.
  static Commit read(Repository repository, String name) {
    try (ObjectReader objects = repository.objects()) {
      return repository.commit(objects, name);
    }
  }

  /// The files of a repository as they lie in its work tree.
  static Commit workTree(Repository repository) {
    try (ObjectReader objects = repository.objects()) {
      return repository.workTree(objects);
    }
  }

  /// Checks a commit of this repository out.
  Path checkOut(Checkout checkout, Commit commit) {
    try (ObjectReader objects = open().objects()) {
      return checkout.make(commit, objects);
    }
  }

  /// The texts of the files of a commit of this repository, by path.
  Map<String, String> texts(Commit commit) {
    Map<String, String> texts = new java.util.TreeMap<>();
    try (ObjectReader objects = open().objects()) {
      for (TreeFile file : commit.files()) {
        objects.read(file.id()).ifPresent(blob -> texts.put(file.path(), blob.text()));
      }
    }
    return texts;
  }
}
