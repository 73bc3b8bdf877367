package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// A library of a few sources and other files, to be put into a Maven repository in a directory.
///
/// @param coordinates `group:artifact:version`
/// @param files path → what the file says; sources are compiled
/// @param needs the coordinates of what it needs
record SmallLibrary(String coordinates, Map<String, String> files, List<String> needs) {
  private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

  /// A library of one file, which needs nothing.
  SmallLibrary(String coordinates, String path, String text) {
    this(coordinates, Map.of(path, text), List.of());
  }

  /// The same with another file.
  SmallLibrary with(String path, String text) {
    Map<String, String> more = new TreeMap<>(files);
    more.put(path, text);
    return new SmallLibrary(coordinates, more, needs);
  }

  /// The same, but needing libraries.
  ///
  /// @param libraries their coordinates
  SmallLibrary needing(String... libraries) {
    return new SmallLibrary(coordinates, files, List.of(libraries));
  }

  /// Compiles it and puts it into a repository, with its pom and the checksums that Maven wants.
  ///
  /// @param repository the repository's directory
  /// @param classPath the jars that it is compiled with
  /// @return the jar
  Path publish(Path repository, Path... classPath) {
    String[] parts = coordinates.split(":", -1);
    String name = parts[1] + "-" + parts[2];
    try {
      Path place =
          Files.createDirectories(
              repository.resolve(parts[0].replace('.', '/')).resolve(parts[1]).resolve(parts[2]));
      Path jar = place.resolve(name + ".jar");
      pack(compiled(classPath), jar);
      Path pom = place.resolve(name + ".pom");
      String dependencies = String.join("", needs.stream().map(SmallLibrary::dependency).toList());
      Files.writeString(
          pom,
          "<project><modelVersion>4.0.0</modelVersion>%s<dependencies>%s</dependencies></project>\n"
              .formatted(xml(coordinates), dependencies));
      for (Path file : List.of(jar, pom)) {
        Files.writeString(Path.of(file + ".sha1"), sha1(Files.readAllBytes(file)));
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String dependency(String need) {
    return "<dependency>" + xml(need) + "</dependency>";
  }

  private static String xml(String coordinates) {
    String[] parts = coordinates.split(":", -1);
    return "<groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>"
        .formatted(parts[0], parts[1], parts[2]);
  }

  /// What the jar has: path → content.
  private Map<String, byte[]> compiled(Path... classPath) throws IOException {
    Path work = Files.createTempDirectory("small-library-");
    Map<String, byte[]> content = new TreeMap<>();
    Path classes = Files.createDirectory(work.resolve("classes"));
    List<String> jars = Stream.of(classPath).map(Path::toString).toList();
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = work.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
      if (!file.getKey().endsWith(".java")) {
        content.put(file.getKey(), Files.readAllBytes(path));
      }
    }
    Stream<String> sources =
        files.keySet().stream()
            .filter(path -> path.endsWith(".java"))
            .map(path -> work.resolve(path).toString());
    Stream<String> options =
        Stream.of("-proc:none", "-d", classes.toString(), "-cp", String.join(":", jars));
    String[] words = Stream.concat(options, sources).toArray(String[]::new);
    int code = ToolProvider.findFirst("javac").orElseThrow().run(System.out, System.err, words);
    assertThat(code).as(coordinates).isZero();
    try (Stream<Path> all = Files.walk(classes)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        content.put(classes.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return content;
  }

  /// The same content makes the same jar.
  private static void pack(Map<String, byte[]> content, Path jar) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, byte[]> file : content.entrySet()) {
        JarEntry entry = new JarEntry(file.getKey());
        entry.setTimeLocal(TIME);
        out.putNextEntry(entry);
        out.write(file.getValue());
        out.closeEntry();
      }
    }
  }

  private static String sha1(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JDK has SHA-1", e);
    }
  }
}
