package troops.cli.requirement;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/// A Maven repository in a directory, written by a test.
public record MavenDirectory(Path root) {
  /// Publishes a library with its pom.
  ///
  /// @param coordinates `group:artifact:version`
  /// @param needs coordinates, each optionally with `:scope`, or XML
  public MavenDirectory publish(String coordinates, String... needs) throws IOException {
    String[] parts = coordinates.split(":", -1);
    StringBuilder dependencies = new StringBuilder();
    StringBuilder other = new StringBuilder();
    for (String need : needs) {
      if (need.startsWith("<")) {
        other.append(need);
      } else {
        dependencies.append(dependency(need));
      }
    }
    String pom =
        "<project><modelVersion>4.0.0</modelVersion>%s<dependencies>%s</dependencies>%s</project>"
            .formatted(xml(parts), dependencies, other);
    write(file(coordinates, "pom"), pom.getBytes(StandardCharsets.UTF_8));
    Path jar = file(coordinates, "jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      JarEntry entry = new JarEntry(parts[1] + ".txt");
      // Published again, it is the same.
      entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
      out.putNextEntry(entry);
      out.write(coordinates.getBytes(StandardCharsets.UTF_8));
      out.closeEntry();
    }
    write(jar, Files.readAllBytes(jar));
    list(parts[0], parts[1]);
    return this;
  }

  /// Puts another jar in the place of that of a library.
  public MavenDirectory publishJar(String coordinates, Path jar) throws IOException {
    write(file(coordinates, "jar"), Files.readAllBytes(jar));
    return this;
  }

  /// Publishes another jar of a library that is there.
  public MavenDirectory publishClassifier(String coordinates, String classifier)
      throws IOException {
    Path jar = file(coordinates, "jar");
    String name = String.valueOf(jar.getFileName()).replace(".jar", "-" + classifier + ".jar");
    write(jar.resolveSibling(name), Files.readAllBytes(jar));
    return this;
  }

  /// What there is of a library, for whoever looks for a range of versions.
  private void list(String group, String artifact) throws IOException {
    Path directory = root.resolve(group.replace('.', '/')).resolve(artifact);
    StringBuilder versions = new StringBuilder();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, Files::isDirectory)) {
      for (Path version : all) {
        versions.append("<version>").append(version.getFileName()).append("</version>");
      }
    }
    String metadata =
        "<metadata><groupId>%s</groupId><artifactId>%s</artifactId><versioning><versions>%s</versions></versioning></metadata>"
            .formatted(group, artifact, versions);
    write(directory.resolve("maven-metadata.xml"), metadata.getBytes(StandardCharsets.UTF_8));
  }

  public static String dependency(String need) {
    String[] parts = need.split(":", -1);
    String scope = parts.length > 3 ? "<scope>" + parts[3] + "</scope>" : "";
    return "<dependency>" + xml(parts) + scope + "</dependency>";
  }

  private static String xml(String[] parts) {
    return "<groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>"
        .formatted(parts[0], parts[1], parts[2]);
  }

  /// Where a file of a library is, in this and in any other repository.
  public Path file(String coordinates, String extension) throws IOException {
    String[] parts = coordinates.split(":", -1);
    Path directory = root.resolve(parts[0].replace('.', '/')).resolve(parts[1]).resolve(parts[2]);
    Files.createDirectories(directory);
    return directory.resolve(parts[1] + "-" + parts[2] + "." + extension);
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(bytes);
      Files.writeString(
          file.resolveSibling(file.getFileName() + ".sha1"), HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
