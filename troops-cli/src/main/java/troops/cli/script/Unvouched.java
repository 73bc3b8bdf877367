package troops.cli.script;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// A call in a script that a preview runs without knowing what it does.
///
/// @param what what is called
/// @param because why nobody can tell
/// @param where its place in the source
public record Unvouched(String what, String because, String where) {
  void write(DataOutputStream out) throws IOException {
    out.writeUTF(what);
    out.writeUTF(because);
    out.writeUTF(where);
  }

  static Unvouched read(DataInputStream in) throws IOException {
    return new Unvouched(in.readUTF(), in.readUTF(), in.readUTF());
  }
}
