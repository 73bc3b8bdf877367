package debianadmin.template;

import debianadmin.file.Content;
import debianadmin.file.FileOption;
import debianadmin.file.Foreseen;
import debianadmin.file.PlacedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;

/// A regular file whose content is made from a template and values.
public final class PlacedTemplate implements Resource {
  private final String path;
  private final Path source;
  private final Object values;
  private final FileOption[] options;

  public PlacedTemplate(String path, Path source, Object values, FileOption... options) {
    this.path = path;
    this.source = source;
    this.values = Objects.requireNonNull(values, "values");
    this.options = options.clone();
  }

  @Override
  public String subject() {
    return path;
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Path template = machine.folder().resolve(source);
    if (!Files.isRegularFile(template)) {
      if (Foreseen.in(machine, template)) {
        return Decision.unknown("an earlier step would place its template: " + template);
      }
      throw new MachineException(
          path
              + ": no template: "
              + template
              + (Files.exists(template) ? ": not a file" : ": no such file"),
          "a relative path lies in " + machine.folder() + "; is the file in the repository?");
    }
    Rendered rendered = new Template(template, machine.folder()).render(values);
    byte[] bytes = rendered.text().getBytes(StandardCharsets.UTF_8);
    Content content = rendered.isSecret() ? Content.secret(bytes) : Content.of(bytes);
    return new PlacedFile(path, content, options).decide(machine);
  }
}
