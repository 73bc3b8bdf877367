package debianadmin.unit.file;

import debianadmin.text.PlainName;
import machine.MachineException;

/// The name of a unit, with its suffix (systemd.unit(5)).
///
/// @param text the name
public record UnitName(String text) {
  private static final String TYPES =
      " service socket device mount automount swap target path timer slice scope ";

  /// Reads a name; without a suffix it is a service.
  ///
  /// @param name the name
  /// @return the name with its suffix
  /// @throws MachineException if it isn't one
  public static UnitName parse(String name) {
    if (!isWord(name)) {
      throw new MachineException(
          "not the name of a unit: '" + name + "'",
          name.indexOf('/') >= 0
              ? "name the unit, not its file; see systemd-escape(1) for units of paths"
              : "write \"nginx\", \"nginx.service\" or \"apt-daily.timer\"");
    }
    return new UnitName(isTyped(name) ? name : name + ".service");
  }

  /// Whether a text is a name with its suffix.
  public static boolean isName(String text) {
    return isWord(text) && isTyped(text);
  }

  private static boolean isWord(String name) {
    return PlainName.is(name, 239, ":-_.\\@");
  }

  private static boolean isTyped(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 && TYPES.contains(" " + name.substring(dot + 1) + " ");
  }

  private int at() {
    return text.indexOf('@');
  }

  /// The suffix, which is its type: `.service`.
  public String suffix() {
    return text.substring(text.lastIndexOf('.'));
  }

  /// Whether it is a template, of which instances are started: `backup@.service`.
  public boolean isTemplate() {
    return at() > 0 && text.charAt(at() + 1) == '.' && at() + 1 == text.lastIndexOf('.');
  }

  /// Refuses a template, where a unit is wanted that can be active.
  ///
  /// @return this
  /// @throws MachineException if it is a template
  public UnitName orRefuseTemplate() {
    if (isTemplate()) {
      throw new MachineException(
          text + " is a template, of which instances are started",
          "name an instance: \"" + text.replace("@.", "@NAME.") + "\"");
    }
    return this;
  }

  /// Whether it is an instance of a template: `backup@home.service`.
  public boolean isInstance() {
    return at() > 0 && !isTemplate();
  }

  /// The template of an instance.
  ///
  /// @return its name, or an empty string if this is no instance
  public String template() {
    return isInstance() ? text.substring(0, at() + 1) + suffix() : "";
  }

  /// Whether this is the template of a unit.
  public boolean isTemplateOf(String unit) {
    return isTemplate()
        && unit.startsWith(text.substring(0, at() + 1))
        && unit.endsWith(text.substring(at() + 1));
  }

  /// What systemctl(1) takes for this unit, or for all instances of this template.
  public String pattern() {
    return isTemplate() ? text.substring(0, at() + 1) + "*" + text.substring(at() + 1) : text;
  }

  @Override
  public String toString() {
    return text;
  }
}
