package troops.cli.script;

import java.util.List;
import java.util.Map;

/// Which calls of the JDK change the machine: they write, move or remove files, start or end
/// programs, or call native code. Not those that only send something over the network.
final class ChangingCalls {
  private static final String ANY = "*";

  /// Names of methods; with a star at its end, beginnings of names.
  private static final List<String> OF_FILES =
      List.of(
          "write*",
          "newBufferedWriter",
          "newOutputStream",
          "newByteChannel",
          "create*",
          "delete*",
          "move",
          "copy",
          "set*",
          "newFileChannel",
          "newAsynchronousFileChannel");

  private static final Map<String, List<String>> CALLS =
      Map.ofEntries(
          Map.entry("java/nio/file/Files", OF_FILES),
          Map.entry("java/nio/file/spi/FileSystemProvider", OF_FILES),
          Map.entry("java/io/File", List.of("create*", "delete*", "mkdir*", "renameTo", "set*")),
          Map.entry("java/io/FileOutputStream", List.of("<init>")),
          Map.entry("java/io/FileWriter", List.of("<init>")),
          Map.entry("java/io/RandomAccessFile", List.of("<init>")),
          Map.entry("java/nio/channels/FileChannel", List.of("open")),
          Map.entry("java/nio/channels/AsynchronousFileChannel", List.of("open")),
          Map.entry("java/util/logging/FileHandler", List.of("<init>")),
          Map.entry("java/net/http/HttpResponse$BodyHandlers", List.of("ofFile*")),
          Map.entry("java/net/http/HttpResponse$BodySubscribers", List.of("ofFile*")),
          Map.entry("java/lang/ProcessBuilder", List.of("start*")),
          Map.entry("java/lang/ProcessHandle", List.of("destroy*")),
          Map.entry("java/lang/Runtime", List.of("exec", "load*")),
          Map.entry("java/lang/System", List.of("load*")),
          Map.entry("java/lang/foreign/Linker", List.of("downcallHandle")));

  /// Constructors that open a file if they are given its name.
  private static final List<String> BY_NAME =
      List.of("java/io/PrintStream", "java/io/PrintWriter", "java/util/Formatter");

  private ChangingCalls() {}

  /// Whether a call changes the machine.
  ///
  /// @param owner the internal name of the class that it names
  /// @param method the name of the method
  /// @param type its descriptor
  static boolean contains(String owner, String method, String type) {
    if (BY_NAME.contains(owner)) {
      return method.equals("<init>")
          && (type.startsWith("(Ljava/lang/String;") || type.startsWith("(Ljava/io/File;"));
    }
    if (owner.startsWith("java/nio/file/attribute/") && owner.endsWith("View")) {
      return matches(List.of("set*", "write", "delete"), method);
    }
    // From a file to a stream.
    boolean reads = method.equals("copy") && type.contains("Ljava/io/OutputStream;");
    return !reads && matches(CALLS.getOrDefault(owner, List.of()), method);
  }

  private static boolean matches(List<String> names, String method) {
    for (String name : names) {
      boolean begins = name.endsWith(ANY);
      if (begins ? method.startsWith(name.substring(0, name.length() - 1)) : method.equals(name)) {
        return true;
      }
    }
    return false;
  }
}
