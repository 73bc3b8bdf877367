package debianadmin.system;

import debianadmin.file.Content;
import debianadmin.file.Foreseen;
import debianadmin.file.PlacedFile;
import debianadmin.file.Steps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;

/// A certificate of an authority that the machine's programs trust.
public final class TrustedCertificate implements Resource {
  private static final String BUNDLE = "/etc/ssl/certs/ca-certificates.crt";

  private final String name;
  private final String file;
  private final Path source;

  public TrustedCertificate(String name, Path source) {
    this.name = name;
    this.file = Certificate.file(name);
    this.source = source;
  }

  @Override
  public String subject() {
    return "certificate " + name;
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    byte[] content;
    try {
      content = Files.readAllBytes(source);
    } catch (NoSuchFileException e) {
      throw new MachineException(
          source + ": no such file",
          "a relative path lies in " + machine.folder() + "; is the file in the repository?",
          e);
    }
    String text = Certificate.text(content, source.toString());
    Path bundle = machine.path(BUNDLE);
    if (!Files.exists(machine.path("/usr/sbin/update-ca-certificates"))) {
      return withoutPackage(machine);
    }
    Decision placed = new PlacedFile(file, Content.of(content)).decide(machine);
    boolean trusted = Certificate.isLinked(machine, name) && isIn(bundle, text);
    if (placed instanceof Decision.Settled && trusted) {
      return Decision.settled("is trusted");
    }
    String subject = Certificate.check(text, source.toString(), Instant.now());
    Steps steps = new Steps().add(placed);
    update(machine, Change.of("trust", "certificate " + name, subject), steps);
    return steps.or("");
  }

  /// Adds a step that makes the bundle anew. Without `--fresh`, the links by which openssl(1) finds
  /// certificates would be left as they were when a file has another content, or is gone.
  static void update(Machine machine, Change change, Steps steps) {
    steps.run(machine, change, DebianProgram.of(machine, "update-ca-certificates", "--fresh"));
  }

  private static Decision withoutPackage(Machine machine) {
    if (Foreseen.in(machine, Foreseen.PACKAGES)) {
      return Decision.unknown("not here yet; a package that would be installed may bring it");
    }
    throw new MachineException(
        "no /usr/sbin/update-ca-certificates here",
        "install it first: Apt.install(\"ca-certificates\")");
  }

  private static boolean isIn(Path bundle, String text) throws IOException {
    return Files.exists(bundle)
        && new String(Files.readAllBytes(bundle), StandardCharsets.ISO_8859_1).contains(text);
  }
}
