package debianadmin.apt.source;

import debianadmin.file.Absence;
import debianadmin.file.Attributes;
import debianadmin.file.Content;
import debianadmin.file.FileOption;
import debianadmin.file.PlacedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import machine.Decision;
import machine.Machine;
import machine.Resource;
import org.jspecify.annotations.Nullable;

/// A repository that apt has packages from, or has no longer: its source, and the key that signs
/// it.
public final class Repository implements Resource {
  /// Where keys lie that belong to one source only (sources.list(5)).
  public static final String KEYRINGS = "/etc/apt/keyrings";

  private final String name;
  private final @Nullable Source source;

  private Repository(String name, @Nullable Source source) {
    this.name = ConfigName.file("repository", name);
    this.source = source;
  }

  /// One that is wanted.
  ///
  /// @param name its name
  /// @param uri where it is
  /// @param codename the suite unless options say otherwise, or an empty string
  /// @param options what else it has
  public static Repository wanted(
      String name, String uri, String codename, SourceOption... options) {
    return new Repository(name, new Source(uri, codename, options));
  }

  /// One that isn't wanted.
  ///
  /// @param name its name
  public static Repository unwanted(String name) {
    return new Repository(name, null);
  }

  /// Whether it brings a key of its own, for which there must be a directory.
  ///
  /// @return true if it does
  public boolean bringsKey() {
    SigningKey key = source == null ? null : source.key();
    return key != null && !key.isInPlace();
  }

  @Override
  public String subject() {
    return "repository " + name;
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    List<Decision.Step> steps = new ArrayList<>();
    Decision undecided = null;
    for (Resource file : files(machine)) {
      switch (file.decide(machine)) {
        case Decision.Pending pending -> steps.addAll(pending.steps());
        case Decision.First first -> steps.addAll(first.steps());
        case Decision.Unknown unknown -> undecided = unknown;
        case Decision.Settled settled -> {}
      }
    }
    if (undecided != null) {
      return undecided;
    }
    if (steps.isEmpty()) {
      return Decision.settled(source == null ? "is not there" : "its source is as wanted");
    }
    return new Decision.Pending(steps);
  }

  /// The files, in an order in which apt never finds a source without its key.
  private List<Resource> files(Machine machine) throws IOException {
    String list = "/etc/apt/sources.list.d/" + name + ".sources";
    String armoured = KEYRINGS + "/" + name + ".asc";
    String binary = KEYRINGS + "/" + name + ".gpg";
    if (source == null) {
      return List.of(new Absence(list), new Absence(armoured), new Absence(binary));
    }
    SigningKey key = source.key();
    if (key == null || key.isInPlace()) {
      String signedBy = key == null ? "" : key.place(machine);
      List<Resource> all = new ArrayList<>();
      all.add(file(list, source.text(signedBy).getBytes(StandardCharsets.UTF_8)));
      for (String own : List.of(armoured, binary)) {
        if (!own.equals(signedBy)) {
          all.add(new Absence(own));
        }
      }
      return all;
    }
    byte[] bytes = key.bytes(machine);
    boolean isArmoured = SigningKey.isArmoured(bytes);
    String place = isArmoured ? armoured : binary;
    return List.of(
        file(place, bytes),
        file(list, source.text(place).getBytes(StandardCharsets.UTF_8)),
        new Absence(isArmoured ? binary : armoured));
  }

  private static PlacedFile file(String path, byte[] bytes) {
    // apt reads them as the user _apt, too.
    FileOption mode = new Attributes.Wish(0644, "", "");
    return new PlacedFile(path, Content.of(bytes), mode);
  }
}
