package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Machine;
import acceptance.bed.Pusher;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Libraries that aren't Java's, which the system's packages bring.
@ExtendWith(TestBed.class)
class NativeTest {
  /// A binding by java.lang.foreign.
  private static final String SODIUM =
      """
      import java.lang.foreign.*;

      class Sodium {
        static String version() throws Throwable {
          MemorySegment function =
              SymbolLookup.libraryLookup("libsodium.so.23", Arena.global()).findOrThrow("sodium_version_string");
          FunctionDescriptor text = FunctionDescriptor.of(ValueLayout.ADDRESS.withTargetLayout(
              MemoryLayout.sequenceLayout(16, ValueLayout.JAVA_BYTE)));
          return ((MemorySegment) Linker.nativeLinker().downcallHandle(function, text).invokeExact()).getString(0);
        }
      }
      """;

  /// A library's class that needs a library of the system as soon as it is loaded (JNI).
  private static final String GREETING =
      """
      package greeting;

      public class Greeting {
        static {
          System.loadLibrary("greeting-jni");
        }

        public static native int number();
      }
      """;

  private static final String PACKAGE =
      """
      set -e
      place=$(dirname "$(find /usr/lib -name libc.so.6)")
      mkdir -p "/srv/greeting$place/jni" /srv/greeting/DEBIAN
      echo 'int Java_greeting_Greeting_number(void *env, void *type) { return 42; }' >/srv/greeting.c
      gcc -shared -fPIC -o "/srv/greeting$place/jni/libgreeting-jni.so" /srv/greeting.c
      cat >/srv/greeting/DEBIAN/control <<END
      Package: libgreeting-jni
      Version: 1
      Architecture: $(dpkg --print-architecture)
      Maintainer: Tester <tester@example.com>
      Description: what the Java library needs
      END
      dpkg-deb --root-owner-group --build /srv/greeting /srv/apt/libgreeting-jni.deb
      """;

  @Test
  void aLibraryThatWasInstalledByTheSameScriptCanBeCalled(Bed bed) {
    DebianNode node = Scripts.node(bed);
    node.run("apt-get", "update").ok();
    Pusher pusher = bed.pusher();
    pusher.file("Sodium.java", SODIUM);
    pusher.script(
        Scripts.deployable(
                "calls", "Apt.install(\"libsodium23\");", "IO.println(Sodium.version());")
            .replace("throws Exception", "throws Throwable"));
    Result push = pusher.push(node, "main").ok();
    assertThat(push.err())
        .containsSubsequence("remote:   install libsodium23", "remote: 1.0.", "remote: succeeded");
  }

  @Test
  void aRequirementFindsItsNativePartInDebiansFolder(Bed bed, @TempDir Path directory)
      throws Exception {
    DebianNode node = Scripts.node(bed);
    offer(node, directory);
    Pusher pusher = bed.pusher();
    new SmallLibrary("org.example:greeting:1.0", "greeting/Greeting.java", GREETING)
        .publish(pusher.work().resolve("libraries"));
    String greets =
        Scripts.deployable("greets", "IO.println(\"number \" + greeting.Greeting.number());");
    pusher.file("deploy.java", greets);
    pusher.file(
        "requirements.txt",
        """
        --repository ./libraries
        --no-index
        org.debianadmin:debian-admin
        org.example:greeting:1.0
        """);
    pusher.commit("greet");
    assertThat(pusher.push(node, "main").refused().err())
        .contains("failed: greets, deploy.java:9")
        .contains("java.lang.UnsatisfiedLinkError: no greeting-jni in java.library.path:")
        .contains("remote: hint: install the package that has the library, earlier in the script");

    pusher.file(
        "prepare.java", Scripts.deployable("packages", "Apt.install(\"libgreeting-jni\");"));
    pusher.commit("prepare");
    assertThat(pusher.push(node, "--push-option=check", "main").ok().err())
        .containsSubsequence(
            "would install libgreeting-jni",
            "unknown: greets: what prepare.java would change is not there yet:",
            "java.lang.UnsatisfiedLinkError");
    assertThat(pusher.push(node, "main").ok().err())
        .containsSubsequence("install libgreeting-jni (1)", "remote: number 42");
  }

  /// Adds a package to what a node may install. It is compiled there, for that kind of machine.
  private static void offer(DebianNode node, Path directory) throws IOException {
    node.run("apt-get", "update").ok();
    node.run("apt-get", "install", "--yes", "gcc", "libc6-dev").ok();
    node.run("sh", "-c", PACKAGE).ok();
    Path deb = directory.resolve("libgreeting-jni.deb");
    Files.copy(node.file("/srv/apt/libgreeting-jni.deb"), deb);
    String list = node.file("/srv/apt/Packages").toString();
    Machine.run(
        List.of("sh", "-ec", "cd $0; dpkg-scanpackages . >>\"$1\"", directory.toString(), list));
    node.run("apt-get", "update").ok();
  }
}
