package debianadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import debianadmin.apt.source.Pin;
import debianadmin.apt.source.Repository;
import debianadmin.apt.source.SourceOption;
import java.io.IOException;
import java.nio.file.Files;
import machine.MachineException;
import machine.Resource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryTest {
  private static final String URI = "https://packages.example.com/debian";
  private static final String ARMOURED =
      "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDME\n-----END PGP PUBLIC KEY BLOCK-----\n";
  private static final byte[] BINARY = {(byte) 0x98, 0x33, 0x04};

  @TempDir java.nio.file.Path directory;

  private Tree tree() {
    Tree tree = new Tree(directory);
    tree.write("/etc/apt/sources.list.d/debian.sources", "");
    tree.write("/etc/apt/keyrings/other.asc", "");
    return tree;
  }

  private static Repository example(SourceOption... options) {
    return Repository.wanted("example", URI, "bookworm", options);
  }

  @Nested
  class WithItsKey extends ResourceContract {
    @Override
    void prepare() {
      tree.write("/etc/apt/sources.list.d/debian.sources", "");
    }

    @Override
    Resource resource() {
      return example();
    }

    @Override
    void spoil() {
      tree.write("/etc/apt/sources.list.d/example.sources", "Enabled: no\n");
    }
  }

  @Nested
  class Pinned extends ResourceContract {
    @Override
    void prepare() {
      tree.write("/etc/apt/preferences.d/other.pref", "");
    }

    @Override
    Resource resource() {
      return Pin.wanted("backports", "tmux", "release n=bookworm-backports", 990);
    }

    @Override
    void spoil() throws IOException {
      Files.delete(tree.at("/etc/apt/preferences.d/backports.pref"));
    }
  }

  @Test
  void writesASourceWithItsKey() {
    Tree tree = tree();
    tree.apply(example(SourceOption.keyText(ARMOURED)));
    assertThat(tree.read("/etc/apt/sources.list.d/example.sources"))
        .isEqualTo(
            """
            Types: deb
            URIs: https://packages.example.com/debian
            Suites: bookworm
            Components: main
            Signed-By: /etc/apt/keyrings/example.asc
            """);
    assertThat(tree.read("/etc/apt/keyrings/example.asc")).isEqualTo(ARMOURED);
    assertThat(tree.apply(example(SourceOption.keyText(ARMOURED))))
        .containsExactly("kept: repository example: its source is as wanted");
  }

  @Test
  void writesWhatIsAskedFor() {
    Tree tree = tree();
    tree.write("/usr/share/keyrings/example.gpg", "");
    tree.apply(
        example(
            SourceOption.field("Types", "type", "deb", "deb-src"),
            SourceOption.field("Suites", "suite", "stable", "stable-updates"),
            SourceOption.field("Components", "component", "main", "contrib"),
            SourceOption.field("Architectures", "architecture", "amd64"),
            SourceOption.key("/usr/share/keyrings/example.gpg")));
    assertThat(tree.read("/etc/apt/sources.list.d/example.sources"))
        .isEqualTo(
            """
            Types: deb deb-src
            URIs: https://packages.example.com/debian
            Suites: stable stable-updates
            Components: main contrib
            Architectures: amd64
            Signed-By: /usr/share/keyrings/example.gpg
            """);
  }

  @Test
  void givesASuiteThatIsAPathNoComponents() {
    Tree tree = tree();
    tree.apply(example(SourceOption.field("Suites", "suite", "./")));
    assertThat(tree.read("/etc/apt/sources.list.d/example.sources")).doesNotContain("Components");
    assertThatThrownBy(() ->
            example(
                SourceOption.field("Suites", "suite", "./"),
                SourceOption.field("Components", "component", "main")))
        .hasMessageContaining("has no components");
  }

  @Test
  void namesTheKeysFileByItsFormat() throws IOException {
    Tree tree = tree();
    Files.write(tree.folder.resolve("key"), BINARY);
    tree.apply(example(SourceOption.keyText(ARMOURED)));
    assertThat(tree.apply(example(SourceOption.key("key"))))
        .containsExactly(
            "changed: create /etc/apt/keyrings/example.gpg (3 bytes, mode 0644)",
            "changed: update /etc/apt/sources.list.d/example.sources (5 lines)",
            "changed: remove /etc/apt/keyrings/example.asc (file)");
    assertThat(tree.read("/etc/apt/sources.list.d/example.sources"))
        .contains("Signed-By: /etc/apt/keyrings/example.gpg\n");
  }

  @Test
  void removesTheSourceAndItsKey() throws IOException {
    Tree tree = tree();
    tree.apply(example(SourceOption.keyText(ARMOURED)));
    var before = tree.snapshot();
    assertThat(tree.preview(Repository.unwanted("example"))).hasSize(2);
    assertThat(tree.snapshot()).isEqualTo(before);
    assertThat(tree.apply(Repository.unwanted("example")))
        .containsExactly(
            "changed: remove /etc/apt/sources.list.d/example.sources (file)",
            "changed: remove /etc/apt/keyrings/example.asc (file)");
    assertThat(tree.apply(Repository.unwanted("example")))
        .containsExactly("kept: repository example: is not there");
    assertThat(tree.at("/etc/apt/keyrings/other.asc")).exists();
  }

  @Test
  void usesAKeyOfTheMachineWhereItIs() {
    Tree tree = tree();
    SourceOption key = SourceOption.key("/etc/apt/keyrings/example.asc");
    assertThatThrownBy(() -> tree.apply(example(key)))
        .hasMessage("/etc/apt/keyrings/example.asc: no such key");
    tree.write("/etc/apt/keyrings/example.asc", ARMOURED);
    assertThat(tree.apply(example(key)))
        .containsExactly(
            "changed: create /etc/apt/sources.list.d/example.sources (5 lines, mode 0644)");
    assertThat(tree.read("/etc/apt/keyrings/example.asc")).isEqualTo(ARMOURED);
  }

  @Test
  void refusesWhatIsNoKey() {
    Tree tree = tree();
    assertThatThrownBy(() -> tree.apply(example(SourceOption.keyText("hello"))))
        .hasMessage("the text: not a public key of OpenPGP");
    assertThatThrownBy(
            () -> tree.apply(example(SourceOption.keyText(ARMOURED.replace("PUBLIC", "PRIVATE")))))
        .hasMessage("the text: not a public key of OpenPGP");
    assertThatThrownBy(() -> tree.apply(example(SourceOption.key("missing.asc"))))
        .hasMessageStartingWith("missing.asc: no such key: ");
  }

  @Test
  void letsNoFieldBringAnother() {
    String more = "x\nTrusted: yes";
    assertRefused(() -> Repository.wanted("../x", URI, "bookworm"), "not the name of a repository");
    assertRefused(() -> Repository.wanted(".x", URI, "bookworm"), "not the name of a repository");
    assertRefused(() -> Repository.wanted("x", URI + "\nTrusted: yes", "bookworm"), "not a URI");
    assertRefused(() -> SourceOption.field("Suites", "suite", more), "not a suite");
    assertRefused(() -> SourceOption.field("Suites", "suite", "a b"), "not a suite");
    assertRefused(() -> SourceOption.field("Suites", "suite"), "no suite named");
    assertRefused(
        () -> Pin.wanted("x", "tmux\nPin: y", "release n=x", 1), "not a list of packages");
    assertRefused(() -> Pin.wanted("x", "tmux", "release n=x\nPackage: *", 1), "not a pin");
    assertRefused(() -> Pin.wanted("x", "tmux", "n=x", 1), "not a pin: 'n=x'");
    assertRefused(() -> Pin.wanted("x", "tmux", "release n=x", 0), "not a priority: 0");
    assertRefused(() -> Pin.wanted("x/y", "tmux", "release n=x", 1), "not the name of a pin");
  }

  @Test
  void refusesAnAddressThatIsNone() {
    assertRefused(() -> Repository.wanted("x", "packages.example.com", "bookworm"), "it begins");
    assertRefused(
        () -> Repository.wanted("x", "https://me:pw@packages.example.com/", "bookworm"),
        "auth.conf.d");
    assertThat(Repository.wanted("x", "mirror+https://example.com/a@b", "bookworm")).isNotNull();
    assertThat(Repository.wanted("x", "file:/srv/apt", "bookworm")).isNotNull();
    assertRefused(() -> Repository.wanted("x", URI, ""), "Apt.suites");
    assertRefused(
        () -> example(SourceOption.keyText(ARMOURED), SourceOption.keyText(ARMOURED)), "once only");
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable made, String said) {
    assertThatThrownBy(made)
        .isInstanceOfSatisfying(
            MachineException.class, e -> assertThat(e.getMessage() + e.hint()).contains(said));
  }
}
