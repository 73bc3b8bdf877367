package troops.cli.script;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A method that deploys something.
///
/// @param className the binary name of its class
/// @param method its name
/// @param isStatic whether it needs no instance
/// @param roles the roles that ask for it; none if every node runs it
/// @param file the source that it stands in, relative to the deployed folder
/// @param line the line where it begins
public record DeployableMethod(
    String className, String method, boolean isStatic, List<String> roles, String file, int line) {
  /// Copies the list.
  public DeployableMethod {
    roles = List.copyOf(roles);
  }

  /// Its name for people: the method's; with its class before it, if it doesn't stand in
  /// `deploy.java`.
  ///
  /// @return `tmux` or `Web.nginx`
  public String name() {
    if (file.equals(Source.MAIN) && className.indexOf('$') < 0) {
      return method;
    }
    return className.substring(className.lastIndexOf('.') + 1).replace('$', '.') + "." + method;
  }

  /// Where it stands, for people.
  ///
  /// @return `deploy.java:12`
  public String where() {
    return file + ":" + line;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeUTF(className);
    out.writeUTF(method);
    out.writeBoolean(isStatic);
    out.writeInt(roles.size());
    for (String role : roles) {
      out.writeUTF(role);
    }
    out.writeUTF(file);
    out.writeInt(line);
  }

  static DeployableMethod read(DataInputStream in) throws IOException {
    String className = in.readUTF();
    String method = in.readUTF();
    boolean isStatic = in.readBoolean();
    List<String> roles = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      roles.add(in.readUTF());
    }
    return new DeployableMethod(className, method, isStatic, roles, in.readUTF(), in.readInt());
  }
}
