package troops.cli.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

class CheckoutTest {
  @TempDir Path root;
  TempGit git = new TempGit(Path.of("/"));
  Checkout checkout = new Checkout(Path.of("/"), true);

  @BeforeEach
  void makeRepository() throws IOException {
    root = root.toRealPath();
    git = TempGit.init(root.resolve("deployment")).write("deploy.java", "void main() {}\n");
    checkout = new Checkout(root.resolve("cache"), true);
  }

  private Path make() throws IOException {
    git.commit("Next");
    return git.checkOut(checkout, git.read("HEAD"));
  }

  private List<String> cache() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("cache/checkouts"))) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private static List<String> below(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> directory.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void hasEveryFileAsItIsWhateverItsNameAndKind() throws IOException {
    git.write("a b/c d", "1")
        .write("quote\"'\\", "2")
        .write("new\nline", "3")
        .write("tab\there", "4")
        .write("größe/日本", "5")
        .write("-option", "6")
        .write("empty", "")
        .write("run.sh", "#!/bin/sh\n");
    Files.setPosixFilePermissions(
        git.directory().resolve("run.sh"), PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.createSymbolicLink(git.directory().resolve("link"), Path.of("a b/c d"));
    Files.createSymbolicLink(git.directory().resolve("dangling"), Path.of("../nowhere größe"));
    Path files = make();
    assertThat(below(files))
        .containsExactlyInAnyOrder(
            "-option",
            "a b/c d",
            "dangling",
            "deploy.java",
            "empty",
            "größe/日本",
            "link",
            "new\nline",
            "quote\"'\\",
            "run.sh",
            "tab\there");
    assertThat(files.resolve("a b/c d")).hasContent("1");
    assertThat(files.resolve("größe/日本")).hasContent("5");
    assertThat(Files.readSymbolicLink(files.resolve("link"))).isEqualTo(Path.of("a b/c d"));
    assertThat(Files.readSymbolicLink(files.resolve("dangling")))
        .isEqualTo(Path.of("../nowhere größe"));
    assertThat(files.resolve("run.sh")).isExecutable();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.resolve("empty"))))
        .isEqualTo("rw-r--r--");
  }

  @Test
  void keepsItsFilesFromOthers() throws IOException {
    make();
    String open =
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(root.resolve("cache/checkouts")));
    assertThat(open).isEqualTo("rwx------");
  }

  @Test
  void hasEveryByteOfTheCommitWhateverTheAttributesSay() throws IOException {
    byte[] bytes = new byte[70_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    git.run("config", "core.autocrlf", "true");
    git.run("config", "filter.shout.smudge", "tr a-z A-Z");
    git.run("config", "filter.shout.clean", "cat");
    git.write(
            ".gitattributes",
            """
            *.txt eol=crlf
            *.id ident
            *.shout filter=shout
            hidden export-ignore
            *.subst export-subst
            *.bin -text
            """)
        .write("unix.txt", "a\nb\n")
        .write("x.id", "$Id$\n")
        .write("x.shout", "quiet\n")
        .write("hidden", "seen\n")
        .write("x.subst", "$Format:%H$\n");
    Files.write(git.directory().resolve("x.bin"), bytes);
    Path files = make();
    assertThat(Files.readString(files.resolve("unix.txt"))).isEqualTo("a\nb\n");
    assertThat(Files.readString(files.resolve("x.id"))).isEqualTo("$Id$\n");
    assertThat(Files.readString(files.resolve("x.shout"))).isEqualTo("quiet\n");
    assertThat(Files.readString(files.resolve("hidden"))).isEqualTo("seen\n");
    assertThat(Files.readString(files.resolve("x.subst"))).isEqualTo("$Format:%H$\n");
    assertThat(Files.readAllBytes(files.resolve("x.bin"))).isEqualTo(bytes);
  }

  @Test
  void refusesACommitWithSubmodules() throws IOException {
    String id = git.commit("First");
    git.run("update-index", "--add", "--cacheinfo", "160000," + id + ",sub");
    git.run("commit", "--quiet", "-m", "Submodule");
    Commit commit = git.read("HEAD");
    assertThatThrownBy(() -> git.checkOut(checkout, commit))
        .hasMessage("sub is a submodule: its files are not part of the commit");
    assertThat(cache()).isEmpty();
  }

  @Test
  void refusesACommitWhoseFilesAreInGitLfs() throws IOException {
    String pointer = "version https://git-lfs.github.com/spec/v1\n";
    git.write("explained.md", "It begins: " + pointer).write("short", pointer.substring(0, 20));
    assertThat(make()).isDirectory();
    git.write("disk.iso", pointer + "oid sha256:" + "0".repeat(64) + "\nsize 5\n");
    assertThatThrownBy(this::make)
        .hasMessage("disk.iso is kept in Git LFS: its content is not part of the commit");
    assertThat(cache()).hasSize(1);
  }

  @Test
  void refusesNamesThatAreNotText() throws IOException, InterruptedException {
    shell("touch \"$(printf 'caf\\351.txt')\"");
    assertThatThrownBy(this::make).hasMessage("the name of a file isn't UTF-8: 'caf\ufffd.txt'");
    shell("rm caf*; ln -s \"$(printf 'caf\\351')\" link");
    assertThatThrownBy(this::make).hasMessage("where a link leads isn't UTF-8: 'caf\ufffd'");
    shell("rm link; touch \"$(printf 'caf\\357\\277\\275')\"");
    assertThat(below(make())).contains("caf\ufffd");
  }

  private void shell(String line) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh", "-ec", line).directory(git.directory().toFile()).start();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void isUsedAgainAsLongAsItIsWhatItWas() throws IOException {
    git.write("etc/motd", "hello\n");
    Path files = make();
    Object inode = Files.getAttribute(files.resolve("etc/motd"), "unix:ino");
    assertThat(make()).isEqualTo(files);
    assertThat(Files.getAttribute(files.resolve("etc/motd"), "unix:ino")).isEqualTo(inode);
    assertThat(cache()).hasSize(1);
  }

  @Test
  void isMadeAnewIfAnythingInItWasTouched() throws Exception {
    git.write("etc/motd", "hello\n").write("etc/issue", "x\n");
    Path files = make();
    String tree = git.run("rev-parse", "HEAD^{tree}");
    List<Damage> damages =
        List.of(
            () -> Files.writeString(files.resolve("etc/motd"), "HELLO\n"),
            () -> Files.writeString(files.resolve("etc/extra"), ""),
            () -> Files.writeString(files.resolve("extra"), ""),
            () -> Files.delete(files.resolve("etc/motd")),
            () -> Files.move(files.resolve("etc/motd"), files.resolve("etc/moved")),
            () -> {
              Files.delete(files.resolve("deploy.java"));
              Files.createSymbolicLink(files.resolve("deploy.java"), Path.of("/etc/passwd"));
            },
            () -> Files.write(files.resolveSibling("manifest"), new byte[10]),
            () -> Files.delete(files.resolveSibling("manifest")));
    for (Damage damage : damages) {
      awaitLaterTimes(files);
      damage.inflict();
      assertThat(checkout.find(tree)).isEmpty();
      assertThat(make()).isEqualTo(files);
      assertThat(below(files)).containsExactly("deploy.java", "etc/issue", "etc/motd");
      assertThat(files.resolve("etc/motd")).hasContent("hello\n");
      assertThat(checkout.find(tree)).contains(files);
    }
    assertThat(cache()).containsExactly(tree);
  }

  /// Times of files are those of the kernel's tick, and are compared in milliseconds: what happens
  /// to a file within the one that it was made in can't be told from its making.
  private void awaitLaterTimes(Path made) throws IOException {
    FileTime then = Files.getLastModifiedTime(made);
    Path clock = root.resolve("clock");
    do {
      Files.writeString(clock, "tick");
    } while (Files.getLastModifiedTime(clock).toMillis() <= then.toMillis() + 10);
  }

  @FunctionalInterface
  private interface Damage {
    void inflict() throws IOException;
  }

  @Test
  void keepsTheLastEightAndFewMore() throws IOException {
    Path last = root;
    for (int i = 0; i < 20; i++) {
      git.write("number", "" + i);
      last = make();
    }
    assertThat(cache()).hasSizeBetween(8, 16);
    assertThat(last.resolve("number")).hasContent("19");
  }

  @Test
  void isMadeBySeveralThreadsAtOnce() throws Exception {
    git.commit("First");
    Commit commit = git.read("HEAD");
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int round = 0; round < 31; round++) {
        if (round % 3 == 1) {
          Files.writeString(git.checkOut(checkout, commit).resolve("extra"), "");
        }
        List<Future<Path>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          all.add(threads.submit(() -> git.checkOut(checkout, commit)));
        }
        for (Future<Path> one : all) {
          assertThat(one.get().resolve("deploy.java")).hasContent("void main() {}\n");
        }
        if (round % 3 == 2) {
          Files.delete(git.checkOut(checkout, commit).resolveSibling("manifest"));
        }
      }
    }
    assertThat(checkout.find(commit.tree())).isPresent();
    assertThat(cache()).containsExactly(commit.tree());
  }

  @Test
  void saysWhichObjectIsMissing() throws IOException {
    git.commit("First");
    Commit commit = git.read("HEAD");
    String id = commit.files().getFirst().id();
    Files.delete(
        git.directory().resolve(".git/objects/" + id.substring(0, 2) + "/" + id.substring(2)));
    assertThatThrownBy(() -> git.checkOut(checkout, commit))
        .isInstanceOfSatisfying(
            Problem.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.GIT_FAILED);
              assertThat(e.message()).contains("lacks object " + id);
            });
    assertThat(cache()).as("what was begun").isEmpty();
  }

  @Test
  void isRefusedForTreesThatLeadOutOfIt() throws IOException {
    Path outside = Files.createDirectories(root.resolve("outside"));
    String text = git.blob("evil\n");
    String inner = git.storeTree(TempGit.entry("100644", "motd", text));
    String link = git.blob(outside.toString());
    List<byte[]> trees = new ArrayList<>();
    for (String name : List.of("..", ".", ".git", ".GIT", "", "a/b", "../outside/x", "/etc/x")) {
      trees.add(TempGit.entry("100644", name, text));
      trees.add(TempGit.entry("40000", name, inner));
      trees.add(TempGit.entry("120000", name, link));
    }
    // A link and a directory of the same name: the second would be written through the first.
    trees.add(TempGit.tree(TempGit.entry("120000", "d", link), TempGit.entry("40000", "d", inner)));
    trees.add(TempGit.tree(TempGit.entry("40000", "d", inner), TempGit.entry("120000", "d", link)));
    trees.add(TempGit.tree(TempGit.entry("100644", "d", text), TempGit.entry("100644", "d", text)));
    // Cut short, and of another type than it says.
    byte[] whole = TempGit.entry("100644", "motd", text);
    trees.add(java.util.Arrays.copyOf(whole, 5));
    trees.add(TempGit.entry("40000", "motd", text));
    for (byte[] tree : trees) {
      String id = git.commitTree(tree);
      assertThatThrownBy(() -> git.checkOut(checkout, git.read(id)))
          .as(new String(tree, StandardCharsets.UTF_8))
          .isInstanceOfSatisfying(
              Problem.class, e -> assertThat(e.kind()).isEqualTo(Kind.GIT_FAILED));
      assertThat(outside).isEmptyDirectory();
    }
    try (Stream<Path> left = Files.list(root)) {
      assertThat(left.map(file -> String.valueOf(file.getFileName())))
          .isSubsetOf("deployment", "outside", "cache");
    }
  }
}
