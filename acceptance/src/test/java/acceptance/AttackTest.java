package acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import acceptance.bed.Machine;
import acceptance.bed.Result;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Repositories of people who mean harm.
class AttackTest {
  private static final String SAYS =
      "import troops.*;\n@Deployable\nvoid says() { System.out.println(\"genuine\"); }\n";

  @TempDir Path directory;

  @Test
  void whatGitRunsForSomebodyElsesRepositoryIsNotRoots() throws Exception {
    assumeTrue(Machine.isRoot(), "only root has anything to lose");
    Bench bench = Bench.in(directory).script(SAYS);
    Path told = directory.resolve("told");
    Path hook = directory.resolve("hook");
    Files.writeString(
        hook,
        "#!/bin/sh\n{ id -u; env; ps -o sid= -p $$; (: >/dev/tty) 2>/dev/null && echo terminal; }"
            + " >> "
            + told
            + "\nexit 1\n");
    bench.git("config", "core.fsmonitor", hook.toString());
    bench.run(directory, List.of("chmod", "755", directory.toString(), hook.toString()));
    bench.run(
        directory, List.of("chown", "-R", "65534:65534", bench.work().toString(), hook.toString()));
    Files.createFile(told);
    bench.run(directory, List.of("chmod", "666", told.toString()));
    bench.with("ROOTS_SECRET", "s3cr3t");
    Result result = bench.deploy();
    assertThat(result.out()).as(result.all()).isEqualTo("genuine\n");
    assertThat(bench.deploy("--worktree").out()).isEqualTo("genuine\n");
    String all = Files.readString(told);
    assertThat(all.lines()).contains("65534").doesNotContain("0");
    assertThat(all).doesNotContain("s3cr3t").doesNotContain("terminal\n");
  }

  @Test
  void anObjectThatIsNotWhatItsIdSaysIsNeverRun() throws Exception {
    Bench bench = Bench.in(directory).script(SAYS);
    String id = bench.git("rev-parse", "HEAD:deploy.java");
    Path object =
        bench.work().resolve(".git/objects").resolve(id.substring(0, 2)).resolve(id.substring(2));
    byte[] evil = SAYS.replace("genuine", "EVIL !!").getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
      deflater.write(("blob " + evil.length + "\0").getBytes(StandardCharsets.UTF_8));
      deflater.write(evil);
    }
    Files.delete(object);
    Files.write(object, bytes.toByteArray());
    Result result = bench.deploy();
    assertThat(result.out()).isEmpty();
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("blob " + id + " isn't what its id says");
  }

  @Test
  void aDirectoryOfStateThatBelongsToSomebodyElseIsRefused() throws Exception {
    assumeTrue(Machine.isRoot(), "only root can give a directory away");
    Bench bench = Bench.in(directory).script(SAYS);
    bench.deploy();
    bench.run(
        directory,
        List.of("chown", "-R", "65534:65534", bench.troopsDirectory().resolve("cache").toString()));
    Result result = bench.deploy();
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("/troops/cache belongs to somebody else");
  }
}
