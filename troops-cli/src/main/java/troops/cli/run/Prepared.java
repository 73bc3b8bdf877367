package troops.cli.run;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import troops.cli.requirement.ClassPath;

/// What is known of a revision once it was prepared: all that a run needs to find the rest in the
/// caches.
///
/// @param folder the deployed folder, so that a name can't be mistaken
/// @param title the first line of the commit's message
/// @param tree the id of the deployed folder's tree
/// @param scriptKey the key of the compiled script
/// @param prepareKey the key of the compiled `prepare.java`; an empty string if there is none
/// @param classPath the requirements
/// @param locked whether a lock vouches for the requirements
/// @param warnings what is suspicious about the revision
record Prepared(
    String folder,
    String title,
    String tree,
    String scriptKey,
    String prepareKey,
    ClassPath classPath,
    boolean locked,
    List<String> warnings) {

  /// A jar is what it was if its size and time are.
  void write(DataOutputStream out) throws IOException {
    out.writeUTF(folder);
    out.writeUTF(title);
    out.writeUTF(tree);
    out.writeUTF(scriptKey);
    out.writeUTF(prepareKey);
    out.writeBoolean(locked);
    out.writeBoolean(classPath.debianAdmin());
    out.writeInt(classPath.jars().size());
    for (Path jar : classPath.jars()) {
      out.writeUTF(jar.toString());
      out.writeLong(jar.toFile().length());
      out.writeLong(jar.toFile().lastModified());
    }
    out.writeInt(warnings.size());
    for (String warning : warnings) {
      out.writeUTF(warning);
    }
  }

  /// @throws IOException if a jar is not there any more, or not what it was
  static Prepared read(DataInputStream in) throws IOException {
    String folder = in.readUTF();
    String title = in.readUTF();
    String tree = in.readUTF();
    String scriptKey = in.readUTF();
    String prepareKey = in.readUTF();
    boolean locked = in.readBoolean();
    boolean debianAdmin = in.readBoolean();
    List<Path> jars = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      // There may be many: a file is asked about in half the time that a path takes.
      File jar = new File(in.readUTF());
      if (jar.length() != in.readLong() || jar.lastModified() != in.readLong()) {
        throw new IOException("changed: " + jar);
      }
      jars.add(jar.toPath());
    }
    List<String> warnings = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      warnings.add(in.readUTF());
    }
    return new Prepared(
        folder,
        title,
        tree,
        scriptKey,
        prepareKey,
        new ClassPath(debianAdmin, jars),
        locked,
        warnings);
  }
}
