package debianadmin.apt.source;

import java.util.ArrayList;
import java.util.List;
import machine.MachineException;

/// What a source has beside its name and address.
public sealed interface SourceOption {

  /// A field with one value or several.
  ///
  /// @param name the field: `Suites`
  /// @param values its values
  record Field(String name, List<String> values) implements SourceOption {}

  /// The key that its packages lists are signed with.
  ///
  /// @param key the key
  record SignedBy(SigningKey key) implements SourceOption {}

  /// A field, its values validated.
  ///
  /// @param name the field
  /// @param what what one of its values is: `suite`
  /// @param values at least one value
  /// @return the option
  /// @throws MachineException if there is none, or one isn't a single word
  static SourceOption field(String name, String what, String... values) {
    List<String> words = new ArrayList<>();
    for (String value : values) {
      words.add(ConfigName.word(what, value));
    }
    if (words.isEmpty()) {
      throw new MachineException("no " + what + " named", "name at least one, or leave it out");
    }
    return new Field(name, List.copyOf(words));
  }

  /// A key in a file.
  ///
  /// @param path the file; a relative path lies in the deployment's own folder
  /// @return the option
  static SourceOption key(String path) {
    return new SignedBy(new SigningKey(path, ""));
  }

  /// A key, ASCII-armoured.
  ///
  /// @param text the key
  /// @return the option
  static SourceOption keyText(String text) {
    return new SignedBy(new SigningKey("", text));
  }
}
