package troops.cli.script;

import static org.assertj.core.api.Assertions.assertThat;
import static troops.cli.script.Scripts.compile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a script does without the libraries, in a preview.
class PreviewGuardTest {
  private static final String HEAD =
      """
      import java.lang.ProcessBuilder;
      import java.util.function.*;
      import java.util.stream.*;
      import troops.*;
      Path out = Path.of("/nonexistent");
      """;

  private static String guardedLine(String statement) {
    CompiledScript script =
        compile(HEAD + "@Deployable void x() throws Exception {\n" + statement + "\n}\n");
    byte[] guarded = script.guarded().get("deploy");
    return guarded == null ? "" : text(guarded);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Files.writeString(out, \"\");",
        "Files.newBufferedWriter(out).close();",
        "Files.createTempFile(\"a\", \"b\");",
        "Files.deleteIfExists(out);",
        "Files.copy(out, out);",
        "Files.copy(InputStream.nullInputStream(), out);",
        "Files.setLastModifiedTime(out, null);",
        "new File(\"x\").delete();",
        "new File(\"x\").mkdirs();",
        "new FileOutputStream(\"x\").close();",
        "new FileWriter(\"x\").close();",
        "new PrintWriter(\"x\").close();",
        "new RandomAccessFile(\"x\", \"rw\").close();",
        "java.nio.channels.FileChannel.open(out).close();",
        "new ProcessBuilder(\"x\").start();",
        "Runtime.getRuntime().exec(new String[] {\"x\"});",
        "Files.getFileAttributeView(out, java.nio.file.attribute.PosixFileAttributeView.class)"
            + ".setPermissions(null);",
        "Stream.of(\"x\").map(File::new).forEach(File::delete);",
        "Runnable r = () -> new File(\"x\").mkdir(); r.run();",
        "new Object() { void y() { new File(\"x\").mkdir(); } }.y();",
      })
  void stopsBeforeWhatChangesTheMachine(String statement) {
    CompiledScript script =
        compile(HEAD + "@Deployable void x() throws Exception {\n" + statement + "\n}\n");
    assertThat(script.guarded()).hasSize(1);
    String text = text(script.guarded().values().iterator().next());
    assertThat(text).contains("machine/NotPreviewable").contains("(deploy.java:7)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Files.readString(out);",
        "Files.exists(out);",
        "Files.copy(out, OutputStream.nullOutputStream());",
        "new File(\"x\").exists();",
        "new PrintWriter(new StringWriter()).close();",
        "new Formatter(new StringBuilder()).close();",
        "IO.println(\"x\");",
        "machine.Command.of(\"true\").ask();",
      })
  void letsPassWhatOnlyAsks(String statement) {
    assertThat(guardedLine(statement)).isEmpty();
  }

  @Test
  void letsPassWhatIsMarkedAndNamesIt() {
    CompiledScript script =
        compile(
            HEAD
                + """
                @Previewable void marked() throws Exception {
                  Files.createTempFile("a", "b");
                  Runnable r = () -> new File("x").delete();
                  r.run();
                }
                @Previewable static class All {
                  void x() { new File("x").mkdir(); }
                }
                @Deployable void x() throws Exception { marked(); new All().x(); }
                """);
    assertThat(script.guarded()).isEmpty();
    assertThat(script.unvouched())
        .extracting(Unvouched::toString)
        .hasSize(3)
        .anyMatch(it -> it.contains("Files.createTempFile") && it.contains("deploy.java:7"))
        .anyMatch(it -> it.contains("File.delete") && it.contains("deploy.java:8"))
        .anyMatch(it -> it.contains("File.mkdir") && it.contains("deploy.java:12"));
  }

  @Test
  void aMarkOnACallerCountsForItselfOnly() {
    CompiledScript script =
        compile(
            HEAD
                + "@Previewable void marked() { other(); }\n"
                + "void other() { new File(\"x\").mkdir(); }\n"
                + "@Deployable void x() { marked(); }\n");
    assertThat(script.guarded()).containsOnlyKeys("deploy");
  }

  @Test
  void namesEachPackageOfALibraryOnce() {
    CompiledScript script =
        Scripts.compileWith(
            "assertj-core",
            HEAD
                + """
                @Deployable void x() {
                  machine.Command.of("true").ask();
                  Troops.hostname();
                  java.sql.DriverManager.drivers();
                  org.assertj.core.util.Files.currentFolder();
                  org.assertj.core.util.Files.temporaryFolder();
                }
                """);
    assertThat(script.unvouched())
        .containsExactly(
            new Unvouched(
                "what org.assertj.core.util does",
                "a preview can't look into libraries",
                "deploy.java:10"));
    assertThat(script.guarded()).isEmpty();
  }
}
