package noop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import measure.Run;
import measure.Tools;
import measure.Unmeasured;

/// The least that a Java program can take: hello world, on the JVM of Troops with its options and
/// its start-up cache.
///
/// @param jvm how Troops starts its JVM, if that is known
record Hello(Tools tools, Path directory, Optional<Jvm> jvm) implements Peer {
  @Override
  public String name() {
    return jvm.isPresent() ? "hello world, same JVM" : "hello world, this JDK";
  }

  @Override
  public List<Program> prepare() throws IOException, InterruptedException, Unmeasured {
    Files.createDirectories(directory);
    String source = tools.sources().resolve("noop/hello/HelloWorld.java").toString();
    Run.of(Jvm.tool("javac"), "-d", directory.toString(), source).orElseThrow();
    // A jar, since a start-up cache refuses class paths with directories.
    String jar = directory.resolve("hello.jar").toString();
    String[] pack = {
      Jvm.tool("jar"), "--create", "--file", jar, "-C", directory.toString(), "HelloWorld.class"
    };
    Run.of(pack).orElseThrow();
    List<String> command = new ArrayList<>(jvm.orElseGet(Jvm::plain).with(jar));
    command.add("HelloWorld");
    return List.of(Program.of(name(), command));
  }
}
