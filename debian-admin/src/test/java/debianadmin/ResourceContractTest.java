package debianadmin;

import static debianadmin.Place.instead;
import static debianadmin.Place.mode;
import static java.nio.charset.StandardCharsets.UTF_8;

import debianadmin.edit.WithoutBlock;
import debianadmin.edit.WithoutLine;
import debianadmin.file.Absence;
import debianadmin.file.Content;
import debianadmin.file.EditedFile;
import debianadmin.file.PlacedDirectory;
import debianadmin.file.PlacedFile;
import debianadmin.file.PlacedLink;
import debianadmin.file.tree.PlacedTree;
import debianadmin.file.tree.TreeRemoval;
import debianadmin.template.PlacedTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import machine.Resource;
import org.junit.jupiter.api.Nested;

class ResourceContractTest {
  @Nested
  class TextWhoseContentChanges extends ResourceContract {
    @Override
    Resource resource() {
      return new PlacedFile("/etc/motd", Content.of("hello\n".getBytes(UTF_8)));
    }

    @Override
    void spoil() {
      tree.write("/etc/motd", "HELLO\n");
    }
  }

  @Nested
  class TextThatGrows extends ResourceContract {
    @Override
    Resource resource() {
      return new PlacedFile("/etc/motd", Content.of("hello\n".getBytes(UTF_8)));
    }

    @Override
    void spoil() {
      tree.write("/etc/motd", "hello\nmore\n");
    }
  }

  @Nested
  class TextThatIsRemoved extends ResourceContract {
    @Override
    Resource resource() {
      return new PlacedFile("/etc/motd", Content.of(new byte[0]), Place.wishes(mode("0600")));
    }

    @Override
    void spoil() throws IOException {
      Files.delete(tree.at("/etc/motd"));
    }
  }

  @Nested
  class TextWhoseModeChanges extends ResourceContract {
    @Override
    Resource resource() {
      return new PlacedFile(
          "/etc/tool", Content.of("#!\n".getBytes(UTF_8)), Place.wishes(mode("0755")));
    }

    @Override
    void spoil() throws IOException {
      Files.setAttribute(tree.at("/etc/tool"), "unix:mode", 04755);
    }
  }

  @Nested
  class SecretText extends ResourceContract {
    @Override
    Resource resource() {
      return new PlacedFile("/etc/key", Content.secret("hunter2".getBytes(UTF_8)));
    }

    @Override
    void spoil() {
      tree.write("/etc/key", "hunter3");
    }
  }

  @Nested
  class CopiedFile extends ResourceContract {
    @Override
    Resource resource() {
      Path source = tree.folder.resolve("data.bin");
      try {
        Files.write(source, new byte[200_000]);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      return new PlacedFile("/etc/data.bin", Content.of(source));
    }

    @Override
    void spoil() throws IOException {
      byte[] other = new byte[200_000];
      other[199_999] = 1;
      Files.write(tree.at("/etc/data.bin"), other);
    }
  }

  @Nested
  class Directory extends ResourceContract {
    @Override
    Resource resource() {
      return new PlacedDirectory("/srv/www/site", Place.wishes(mode("2775")));
    }

    @Override
    void spoil() throws IOException {
      Files.setAttribute(tree.at("/srv/www/site"), "unix:mode", 0755);
    }
  }

  @Nested
  class Link extends ResourceContract {
    @Override
    Resource resource() {
      return new PlacedLink("/etc/localtime", "/usr/share/zoneinfo/UTC");
    }

    @Override
    void spoil() throws IOException {
      Files.delete(tree.at("/etc/localtime"));
      Files.createSymbolicLink(tree.at("/etc/localtime"), Path.of("../elsewhere"));
    }
  }

  @Nested
  class Nothing extends ResourceContract {
    @Override
    void prepare() {
      tree.write("/etc/old", "old\n");
    }

    @Override
    Resource resource() {
      return new Absence("/etc/old");
    }

    @Override
    void spoil() {
      tree.write("/etc/old", "back\n");
    }
  }

  @Nested
  class LineInAFile extends ResourceContract {
    @Override
    void prepare() {
      tree.write("/etc/conf", "a=1\nb=1\n# BEGIN x\n# END x\n");
    }

    @Override
    Resource resource() {
      return EditedFile.line("/etc/conf", "b=2", Place.wishes(instead("^b=")));
    }

    @Override
    void spoil() {
      tree.write("/etc/conf", "a=1\nb=3\n");
    }
  }

  @Nested
  class LineThatIsUnwanted extends ResourceContract {
    @Override
    void prepare() {
      tree.write("/etc/conf", "a=1\nb=1\n# BEGIN x\n# END x\n");
    }

    @Override
    Resource resource() {
      return EditedFile.without("/etc/conf", new WithoutLine("^b="));
    }

    @Override
    void spoil() {
      tree.write("/etc/conf", "a=1\nb=3\n");
    }
  }

  @Nested
  class BlockInAFile extends ResourceContract {
    @Override
    void prepare() {
      tree.write("/etc/conf", "a=1\nb=1\n# BEGIN x\n# END x\n");
    }

    @Override
    Resource resource() {
      return EditedFile.block("/etc/conf", "x", "1\n");
    }

    @Override
    void spoil() {
      tree.write("/etc/conf", "a=1\n# BEGIN x\n2\n# END x\n");
    }
  }

  @Nested
  class BlockThatIsUnwanted extends ResourceContract {
    @Override
    void prepare() {
      tree.write("/etc/conf", "a=1\nb=1\n# BEGIN x\n# END x\n");
    }

    @Override
    Resource resource() {
      return EditedFile.without("/etc/conf", new WithoutBlock("x"));
    }

    @Override
    void spoil() {
      tree.write("/etc/conf", "a=1\n# BEGIN x\n# END x\n");
    }
  }

  abstract static class Folder extends ResourceContract {
    @Override
    void prepare() {
      try {
        Path folder = Files.createDirectories(tree.folder.resolve("site/sub/empty"));
        Files.writeString(folder.resolveSibling("tool"), "#!\n");
        Files.setAttribute(folder.resolveSibling("tool"), "unix:mode", 0700);
        Files.writeString(tree.folder.resolve("site/page"), "page\n");
        Files.createSymbolicLink(tree.folder.resolve("site/link"), Path.of("page"));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    Resource resource() {
      return new PlacedTree("/srv/site", Path.of("site"), Place.wishes(Place.purge()));
    }

    @Override
    boolean isOneChange() {
      return false;
    }
  }

  @Nested
  class TreeOfWhichAFileChanges extends Folder {
    @Override
    void spoil() {
      tree.write("/srv/site/page", "other\n");
    }
  }

  @Nested
  class TreeOfWhichAModeChanges extends Folder {
    @Override
    void spoil() throws IOException {
      Files.setAttribute(tree.at("/srv/site/sub/tool"), "unix:mode", 0644);
    }
  }

  @Nested
  class TreeWithMoreInIt extends Folder {
    @Override
    void spoil() {
      tree.write("/srv/site/sub/more/file", "");
      tree.write("/srv/site/other", "");
    }
  }

  @Nested
  class TreeOfWhichADirectoryIsRemoved extends Folder {
    @Override
    void spoil() throws IOException {
      Files.delete(tree.at("/srv/site/sub/tool"));
      Files.delete(tree.at("/srv/site/sub/empty"));
      Files.delete(tree.at("/srv/site/sub"));
    }
  }

  @Nested
  class NoTree extends ResourceContract {
    @Override
    void prepare() {
      tree.write("/opt/old/sub/file", "old\n");
    }

    @Override
    Resource resource() {
      return new TreeRemoval("/opt/old");
    }

    @Override
    void spoil() {
      tree.write("/opt/old/file", "back\n");
    }
  }

  @Nested
  class Template extends ResourceContract {
    @Override
    Resource resource() {
      Path source = tree.folder.resolve("site.mustache");
      try {
        Files.writeString(source, "listen {{port}}\n");
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      return new PlacedTemplate("/etc/site", source, Map.of("port", 80));
    }

    @Override
    void spoil() {
      tree.write("/etc/site", "listen 81\n");
    }
  }
}
