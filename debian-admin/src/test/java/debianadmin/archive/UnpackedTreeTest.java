package debianadmin.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import debianadmin.Heard;
import debianadmin.Tree;
import debianadmin.download.Address;
import debianadmin.download.Progress;
import debianadmin.download.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import machine.Command;
import machine.Machine;
import machine.MachineException;
import machine.Mode;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackedTreeTest {
  private static final ArchiveOption STRIP = new ArchiveOption.Strip(1);

  private final Heard heard = new Heard();
  private Tree tree;

  @BeforeEach
  void makeTree(@TempDir Path directory) {
    tree = new Tree(directory);
    tree.write("/opt/.keep", "");
  }

  private Path archive(Consumer<Tar> content) {
    Path file = tree.folder.resolve("a.tar.gz");
    try (Tar tar = new Tar(file)) {
      content.accept(tar);
    }
    return file;
  }

  private UnpackedTree resource(Path archive, ArchiveOption... options) {
    try {
      Address source = Address.urlOrPath(archive.getFileName().toString());
      return new UnpackedTree("/opt/app", source, digest(archive), Map.of(), options);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Sha256 digest(Path file) throws IOException {
    Progress nobody = new Progress(new Heard(), "", Duration.ofHours(1));
    return Sha256.of(file, nobody);
  }

  private void unpack(Path archive, ArchiveOption... options) {
    tree.machine(Mode.APPLY, heard).bring(resource(archive, options));
  }

  private List<String> preview(Path archive, ArchiveOption... options) {
    return tree.preview(resource(archive, options));
  }

  private static void app(Tar tar) {
    tar.directory("app-1/")
        .file("app-1/bin/app", "#!/bin/sh\n", 06755)
        .file("app-1/README", "hello\n", 0666)
        .link("app-1/bin/again", "app")
        .link("app-1/bin/readme", "../README")
        .hardLink("app-1/LICENSE", "app-1/README");
  }

  @Test
  void unpacksFilesDirectoriesAndLinksAndNoSpecialRights() throws Exception {
    unpack(archive(UnpackedTreeTest::app), STRIP);
    assertThat(tree.read("/opt/app/README")).isEqualTo("hello\n");
    assertThat(tree.mode("/opt/app/bin/app")).isEqualTo(0755);
    assertThat(tree.mode("/opt/app/README")).isEqualTo(0644);
    assertThat(tree.mode("/opt/app")).isEqualTo(0755);
    assertThat(Files.readSymbolicLink(tree.at("/opt/app/bin/again"))).hasToString("app");
    assertThat(tree.at("/opt/app/bin/readme")).hasContent("hello");
    assertThat(Files.isSameFile(tree.at("/opt/app/LICENSE"), tree.at("/opt/app/README"))).isTrue();
    assertThat(Files.getLastModifiedTime(tree.at("/opt/app/README")).toMillis())
        .isEqualTo(1_000_000_000_000L);
    assertThat(tree.at("/opt").toFile().list())
        .containsExactlyInAnyOrder("app", ".app.unpacked", ".keep");
    assertThat(tree.at("/var/cache/debianadmin").toFile().list()).isEmpty();
  }

  @Test
  void keepsTheLaw() throws Exception {
    Path archive = archive(UnpackedTreeTest::app);
    assertThat(preview(archive, STRIP))
        .containsExactly(
            "would: unpack /opt/app (from a.tar.gz, SHA-256 " + digest(archive).brief() + ")");
    unpack(archive, STRIP);
    var before = tree.snapshot();
    unpack(archive, STRIP);
    assertThat(heard.lines.getLast()).isEqualTo("kept: /opt/app: is as unpacked from a.tar.gz");
    assertThat(tree.snapshot()).isEqualTo(before);
    tree.write("/opt/app/README", "HELLO\n");
    assertThat(preview(archive, STRIP))
        .containsExactly("would: update /opt/app (changed since it was unpacked: LICENSE, README)");
    unpack(archive, STRIP);
    assertThat(tree.read("/opt/app/README")).isEqualTo("hello\n");
    assertThat(preview(archive, STRIP)).singleElement().asString().startsWith("kept: ");
  }

  @Test
  void noticesWhatWasAddedRemovedOrGivenOtherRights() throws Exception {
    Path archive = archive(UnpackedTreeTest::app);
    unpack(archive, STRIP);
    tree.write("/opt/app/bin/extra", "");
    assertThat(preview(archive, STRIP).getFirst()).endsWith("unpacked: bin)");
    unpack(archive, STRIP);
    assertThat(tree.at("/opt/app/bin/extra")).doesNotExist();
    Files.delete(tree.at("/opt/app/bin/again"));
    assertThat(preview(archive, STRIP).getFirst()).contains("bin/again");
    unpack(archive, STRIP);
    Files.setAttribute(tree.at("/opt/app/bin/app"), "unix:mode", 04755);
    assertThat(preview(archive, STRIP).getFirst()).endsWith("unpacked: bin/app)");
    unpack(archive, STRIP);
    assertThat(preview(archive, STRIP)).singleElement().asString().startsWith("kept: ");
  }

  @Test
  void replacesAnOlderVersionAndLeavesNothingOfIt() throws Exception {
    unpack(archive(UnpackedTreeTest::app), STRIP);
    Path newer = archive(tar -> tar.file("app-2/README", "two\n"));
    assertThat(preview(newer, STRIP).getFirst())
        .startsWith("would: update /opt/app (from a.tar.gz");
    unpack(newer, STRIP);
    assertThat(tree.at("/opt/app").toFile().list()).containsExactly("README");
    assertThat(preview(newer, new ArchiveOption.Strip(0)).getFirst()).startsWith("would: update");
  }

  @Test
  void neverReplacesWhatWasNotUnpacked() {
    tree.write("/opt/app/precious", "");
    assertThatThrownBy(() -> unpack(archive(UnpackedTreeTest::app)))
        .isInstanceOf(MachineException.class)
        .hasMessage("/opt/app: holds what wasn't unpacked from an archive");
    assertThat(tree.at("/opt/app/precious")).exists();
  }

  @Test
  void goesOnAfterARunThatWasKilled() throws Exception {
    Path archive = archive(UnpackedTreeTest::app);
    tree.write("/opt/.app.unpacking/half", "");
    // The stamp comes first: it mustn't be believed without the directory.
    unpack(archive, STRIP);
    tree.write("/opt/.app.unpacking/half", "");
    tree.write("/opt/.app.unpacking.old/old", "");
    Command.of("rm", "-r", tree.at("/opt/app").toString()).ask().orThrow();
    Files.createDirectory(tree.at("/opt/app"));
    unpack(archive, STRIP);
    assertThat(tree.at("/opt/app/README")).exists();
    assertThat(tree.at("/opt").toFile().list())
        .containsExactlyInAnyOrder("app", ".app.unpacked", ".keep");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tar -cf", "tar -czf", "tar -cjf", "tar -cJf", "tar --format=posix -czf"})
  void unpacksWhatTarMakes(String command) throws Exception {
    Path source = Files.createDirectories(tree.folder.resolve("x/" + "long-name-".repeat(12)));
    Files.writeString(source.resolve("ünï"), "text");
    Path archive = tree.folder.resolve("x.tar");
    List<String> words = new java.util.ArrayList<>(List.of(command.split(" ", -1)));
    words.addAll(List.of(archive.toString(), "-C", tree.folder.resolve("x").toString(), "."));
    Command.of(words).ask().orThrow();
    unpack(archive);
    assertThat(tree.read("/opt/app/" + "long-name-".repeat(12) + "/ünï")).isEqualTo("text");
  }

  @Test
  void unpacksZips() throws Exception {
    Path archive = tree.folder.resolve("a.zip");
    try (var zip =
        new org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream(archive.toFile())) {
      addToZip(zip, "d/tool", 0100755, "#!\n");
      addToZip(zip, "d/link", 0120777, "tool");
    }
    unpack(archive);
    assertThat(tree.mode("/opt/app/d/tool")).isEqualTo(0755);
    assertThat(Files.readSymbolicLink(tree.at("/opt/app/d/link"))).hasToString("tool");
  }

  private static void addToZip(
      org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream zip,
      String name,
      int mode,
      String text)
      throws IOException {
    var entry = new org.apache.commons.compress.archivers.zip.ZipArchiveEntry(name);
    entry.setUnixMode(mode);
    zip.putArchiveEntry(entry);
    zip.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    zip.closeArchiveEntry();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../out", "/etc/out", "a/../../out"})
  void refusesZipsThatLeadOut(String name) throws Exception {
    Path archive = tree.folder.resolve("a.zip");
    try (var zip =
        new org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream(archive.toFile())) {
      addToZip(zip, "good", 0100644, "");
      addToZip(zip, name, 0100644, "");
    }
    assertRefused(archive, "'" + name + "'");
  }

  static Stream<Arguments> malicious() {
    return Stream.of(
        attack("'../out' leads out", tar -> tar.file("../out", "")),
        attack("leads out", tar -> tar.file("a/../../out", "")),
        attack("'/etc/out' is an absolute path", tar -> tar.file("/etc/out", "")),
        attack("lies below what is no", tar -> tar.link("l", "d").file("l/out", "")),
        attack("link to an absolute path: /etc", tar -> tar.link("l", "/etc").file("l/out", "")),
        attack("may lead out", tar -> tar.link("l", "..").file("l/out", "")),
        attack("may lead out", tar -> tar.link("a/l", "../../etc")),
        attack("may lead out", tar -> tar.link("a/b/l", "../..").link("m", "a/b/l/../..")),
        attack("'/etc/shadow' is an absolute", tar -> tar.hardLink("h", "/etc/shadow")),
        attack("'../x' leads out", tar -> tar.hardLink("h", "../x")),
        attack("no file of the archive: l", tar -> tar.link("l", "x").hardLink("h", "l")),
        attack("no file of the archive: gone", tar -> tar.hardLink("h", "gone")),
        attack("neither a file", tar -> tar.special("d", TarConstants.LF_CHR)),
        attack("neither a file", tar -> tar.special("d", TarConstants.LF_BLK)),
        attack("neither a file", tar -> tar.special("d", TarConstants.LF_FIFO)),
        attack("neither a file", tar -> tar.special("d", (byte) 'Z')),
        attack("is there twice", tar -> tar.file("a", "1").file("./a", "2")),
        attack("is there twice", tar -> tar.file("a", "1").directory("a/")),
        attack("is there twice", tar -> tar.directory("a/").link("a", "b")),
        attack("is there twice", tar -> tar.link("a", "b").file("a", "2")),
        attack("lies below what is no", tar -> tar.file("a", "1").file("a/b", "2")),
        attack("beyond the limit of 1.0 kB", tar -> tar.file("a", "x".repeat(1001))),
        attack("is no name", tar -> tar.file("x".repeat(5000), "")));
  }

  private static Arguments attack(String why, Consumer<Tar> content) {
    return Arguments.of(why, content);
  }

  @ParameterizedTest
  @MethodSource("malicious")
  void refusesAnArchiveThatIsNotConfinedBeforeAnythingIsThere(String why, Consumer<Tar> content) {
    assertRefused(
        archive(tar -> content.accept(tar.file("good", ""))), why, new ArchiveOption.Limit(1000));
  }

  private void assertRefused(Path archive, String why, ArchiveOption... options) {
    assertThatThrownBy(() -> unpack(archive, options))
        .isInstanceOf(MachineException.class)
        .hasMessageStartingWith(archive.getFileName() + ": ")
        .hasMessageContaining(why);
    assertThat(tree.at("/opt").toFile().list()).containsExactly(".keep");
    assertThat(tree.at("/etc").toFile().list()).isEmpty();
    assertThat(heard.changes).isEmpty();
  }

  @Test
  void refusesANameWithANul() {
    for (String name : List.of("a\0b", "", "/a", "..", "a/..")) {
      assertThatThrownBy(() -> EntryPath.parse(name, 0)).isInstanceOf(Refused.class);
    }
  }

  @Test
  void refusesABombOfCompressedZerosWithoutFillingTheDisk() throws Exception {
    Path archive = tree.folder.resolve("bomb.tar.gz");
    Command.of(
            "sh",
            "-c",
            "cd "
                + tree.folder
                + " && truncate -s 300M zeros && tar --hole-detection=raw -czf "
                + archive
                + " zeros")
        .ask()
        .orThrow();
    assertThat(Files.size(archive)).isLessThan(1_000_000);
    assertRefused(archive, "beyond the limit of 100.0 MB", new ArchiveOption.Limit(100_000_000));
  }

  @Test
  void refusesHeadersWithoutEnd() throws Exception {
    Path archive = tree.folder.resolve("headers.tar.gz");
    try (Tar tar = new Tar(archive)) {
      tar.longName("x".repeat(3_000_000)).file("x", "");
    }
    assertRefused(archive, "headers of more than");
  }

  @Test
  void saysWhatIsNoArchiveOrDamaged() throws Exception {
    Path text = Files.writeString(tree.folder.resolve("a.txt"), "hello");
    assertRefused(text, "no archive that this can unpack");
    Path whole = archive(tar -> tar.file("a", "hello".repeat(10_000)));
    byte[] bytes = Files.readAllBytes(whole);
    Path half = tree.folder.resolve("half.tar.gz");
    Files.write(half, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertRefused(half, "can't be unpacked");
  }

  @Test
  void givesAllOfItToAnOwner() throws Exception {
    assumeTrue(Machine.isRoot(), "only root can");
    Path archive = archive(UnpackedTreeTest::app);
    ArchiveOption[] options = {
      STRIP, new ArchiveOption.Owner("nobody"), new ArchiveOption.Group("nogroup")
    };
    unpack(archive, options);
    for (String path : List.of("", "/bin", "/bin/app", "/bin/again", "/README")) {
      assertThat(
              Files.readAttributes(
                  tree.at("/opt/app" + path), "unix:uid,gid", LinkOption.NOFOLLOW_LINKS))
          .containsEntry("uid", 65534)
          .containsEntry("gid", 65534);
    }
    assertThat(preview(archive, options)).singleElement().asString().startsWith("kept: ");
    assertThat(preview(archive, new ArchiveOption.Owner("no-such-user")))
        .singleElement()
        .asString()
        .startsWith("unknown: /opt/app: no user or group named no-such-user");
  }

  @Test
  void rootDoesNotUnpackWhereOthersCouldSendItElsewhere() throws Exception {
    assumeTrue(Machine.isRoot(), "others than root need no guard");
    Files.setAttribute(tree.at("/opt"), "unix:uid", 65534);
    assertThatThrownBy(() -> unpack(archive(UnpackedTreeTest::app)))
        .hasMessageContaining("others than root can change");
    Files.setAttribute(tree.at("/opt"), "unix:uid", 0);
    Files.setAttribute(tree.at("/opt"), "unix:mode", 0777);
    assertThatThrownBy(() -> unpack(archive(UnpackedTreeTest::app)))
        .hasMessageContaining("others than root can change");
    Files.setAttribute(tree.at("/opt"), "unix:mode", 01777);
    unpack(archive(UnpackedTreeTest::app));
  }

  @Test
  void neverHasAnInstantWithoutTheDirectoryWhileItIsReplaced() throws Exception {
    Path one = Files.createDirectories(tree.at("/opt/one"));
    Path other = Files.createDirectories(tree.at("/opt/other"));
    Files.createFile(one.resolve("a"));
    Thread watcher = new Thread(() -> watch(one));
    watcher.start();
    for (int i = 0; i < 201; i++) {
      Exchange.exchange(one, other);
    }
    watcher.interrupt();
    watcher.join();
    assertThat(missed).hasValue(0);
    assertThat(other.resolve("a")).exists();
  }

  @Test
  void exchangesOneAfterTheOtherWhereItCannotBeDoneAtOnce() throws Exception {
    tree.write("/opt/one/a", "");
    tree.write("/opt/other/b", "");
    Exchange.inTurn(tree.at("/opt/one"), tree.at("/opt/other"));
    assertThat(tree.at("/opt/one/b")).exists();
    assertThat(tree.at("/opt/other/a")).exists();
    assertThat(tree.at("/opt").toFile().list()).containsExactlyInAnyOrder("one", "other", ".keep");
  }

  private final AtomicInteger missed = new AtomicInteger();

  private void watch(Path path) {
    while (!Thread.currentThread().isInterrupted()) {
      missed.addAndGet(Files.exists(path) ? 0 : 1);
    }
  }
}
