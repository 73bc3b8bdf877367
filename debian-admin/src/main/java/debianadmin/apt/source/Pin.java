package debianadmin.apt.source;

import debianadmin.file.Absence;
import debianadmin.file.Attributes;
import debianadmin.file.Content;
import debianadmin.file.PlacedFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import machine.MachineException;
import machine.Resource;

/// A file of apt's preferences with one pin in it (apt_preferences(5)).
public final class Pin {
  private static final List<String> KINDS = List.of("release ", "version ", "origin ");

  private Pin() {}

  /// A pin that is wanted.
  ///
  /// @param name the file's name, without its ending
  /// @param packages names of packages, perhaps patterns, separated by blanks; or `*`
  /// @param pin which versions of theirs it is about: `release n=bookworm-backports`
  /// @param priority how much they are preferred
  /// @return the file
  public static Resource wanted(String name, String packages, String pin, int priority) {
    ConfigName.line("list of packages", packages);
    ConfigName.line("pin", pin);
    boolean known = false;
    for (String kind : KINDS) {
      known |= pin.startsWith(kind);
    }
    if (!known) {
      throw new MachineException(
          "not a pin: '" + pin + "'",
          "write \"release n=bookworm-backports\", \"version 5.10*\" or \"origin example.com\"");
    }
    if (priority == 0 || priority < Short.MIN_VALUE || priority > Short.MAX_VALUE) {
      throw new MachineException(
          "not a priority: " + priority,
          "below 0: never installed; 990: before other versions; above 1000: even if that is a"
              + " downgrade; 0 has no meaning");
    }
    String text = "Package: " + packages + "\nPin: " + pin + "\nPin-Priority: " + priority + "\n";
    Content content = Content.of(text.getBytes(StandardCharsets.UTF_8));
    return new PlacedFile(path(name), content, new Attributes.Wish(0644, "", ""));
  }

  /// A pin that isn't wanted.
  ///
  /// @param name the file's name, without its ending
  /// @return its absence
  public static Resource unwanted(String name) {
    return new Absence(path(name));
  }

  private static String path(String name) {
    return "/etc/apt/preferences.d/" + ConfigName.file("pin", name) + ".pref";
  }
}
