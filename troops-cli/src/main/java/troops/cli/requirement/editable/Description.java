package troops.cli.requirement.editable;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import troops.cli.requirement.LockedFile;
import troops.cli.requirement.Place;
import troops.cli.requirement.Project;
import troops.cli.requirement.Substitute;

/// What is known of sources: which files they are, and what their pom says.
///
/// @param tree the id of the tree of their folder
/// @param project what their pom says; nothing if they are plain sources
record Description(String tree, Optional<Project> project) {
  void write(DataOutputStream out) throws IOException {
    out.writeUTF(tree);
    out.writeBoolean(project.isPresent());
    if (project.isPresent()) {
      write(project.get(), out);
    }
  }

  private static void write(Project project, DataOutputStream out) throws IOException {
    write(project.used(), out);
    out.writeBoolean(project.built().isPresent());
    if (project.built().isPresent()) {
      write(project.built().get(), out);
    }
    writeAll(project.needs(), out);
    out.writeUTF(project.sources());
    Map<String, String> resources = new TreeMap<>(project.resources());
    writeAll(List.copyOf(resources.keySet()), out);
    writeAll(List.copyOf(resources.values()), out);
    writeAll(project.poms().stream().map(LockedFile::sha256).toList(), out);
    writeAll(project.poms().stream().map(LockedFile::path).toList(), out);
  }

  private static void write(Substitute substitute, DataOutputStream out) throws IOException {
    out.writeUTF(substitute.group());
    out.writeUTF(substitute.artifact());
    out.writeUTF(substitute.version());
    // It may be longer than writeUTF likes.
    byte[] pom = substitute.pom().getBytes(StandardCharsets.UTF_8);
    out.writeInt(pom.length);
    out.write(pom);
    writeAll(substitute.needs(), out);
  }

  private static void writeAll(List<String> texts, DataOutputStream out) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  /// Reads what was written.
  ///
  /// @param place the line that names the sources now
  static Description read(DataInputStream in, Place place) throws IOException {
    String tree = in.readUTF();
    return new Description(
        tree, in.readBoolean() ? Optional.of(project(in, place)) : Optional.empty());
  }

  private static Project project(DataInputStream in, Place place) throws IOException {
    Substitute used = substitute(in, place);
    Optional<Substitute> built =
        in.readBoolean() ? Optional.of(substitute(in, place)) : Optional.empty();
    List<String> needs = readAll(in);
    String sources = in.readUTF();
    List<String> entries = readAll(in);
    List<String> files = readAll(in);
    Map<String, String> resources = new TreeMap<>();
    for (int i = 0; i < entries.size(); i++) {
      resources.put(entries.get(i), files.get(i));
    }
    List<String> digests = readAll(in);
    List<String> paths = readAll(in);
    List<LockedFile> poms = new ArrayList<>();
    for (int i = 0; i < digests.size(); i++) {
      poms.add(new LockedFile(digests.get(i), paths.get(i)));
    }
    return new Project(used, built, needs, sources, resources, poms);
  }

  private static Substitute substitute(DataInputStream in, Place place) throws IOException {
    String group = in.readUTF();
    String artifact = in.readUTF();
    String version = in.readUTF();
    String pom = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    return new Substitute(group, artifact, version, pom, readAll(in), place);
  }

  private static List<String> readAll(DataInputStream in) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      texts.add(in.readUTF());
    }
    return texts;
  }
}
