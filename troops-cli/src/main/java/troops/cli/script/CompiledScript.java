package troops.cli.script;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the sources of a script compile to.
///
/// @param mainClass the binary name of the class that the main source declares (first)
/// @param classes binary name → class file
/// @param deployables in the order in which they run
/// @param leftOut sources that don't stand in the directory of their package, and were not compiled
/// @param guarded the classes that take another's place in a preview, where each call by which the
///   script would change the machine itself ends what is previewed
/// @param unvouched what a preview runs without knowing what it does
public record CompiledScript(
    String mainClass,
    Map<String, byte[]> classes,
    List<DeployableMethod> deployables,
    List<String> leftOut,
    Map<String, byte[]> guarded,
    List<Unvouched> unvouched) {

  /// The classes as a preview has them.
  ///
  /// @return binary name → class file
  public Map<String, byte[]> previewed() {
    Map<String, byte[]> all = new LinkedHashMap<>(classes);
    all.putAll(guarded);
    return all;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeUTF(mainClass);
    out.writeInt(deployables.size());
    for (DeployableMethod deployable : deployables) {
      deployable.write(out);
    }
    out.writeInt(leftOut.size());
    for (String path : leftOut) {
      out.writeUTF(path);
    }
    write(out, classes);
    write(out, guarded);
    out.writeInt(unvouched.size());
    for (Unvouched call : unvouched) {
      call.write(out);
    }
  }

  private static void write(DataOutputStream out, Map<String, byte[]> classes) throws IOException {
    out.writeInt(classes.size());
    for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeInt(entry.getValue().length);
      out.write(entry.getValue());
    }
  }

  static CompiledScript read(DataInputStream in) throws IOException {
    String mainClass = in.readUTF();
    List<DeployableMethod> deployables = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      deployables.add(DeployableMethod.read(in));
    }
    List<String> leftOut = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      leftOut.add(in.readUTF());
    }
    Map<String, byte[]> classes = classes(in);
    Map<String, byte[]> guarded = classes(in);
    List<Unvouched> unvouched = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      unvouched.add(Unvouched.read(in));
    }
    return new CompiledScript(mainClass, classes, deployables, leftOut, guarded, unvouched);
  }

  private static Map<String, byte[]> classes(DataInputStream in) throws IOException {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    for (int i = in.readInt(); i > 0; i--) {
      String name = in.readUTF();
      classes.put(name, in.readNBytes(in.readInt()));
    }
    return classes;
  }
}
