package debianadmin.apt.dpkg;

import java.util.ArrayList;
import java.util.List;
import machine.Machine;
import machine.MachineException;
import machine.Mode;

/// A package that is wanted, as apt-get(8) takes it: in whatever version, in exactly one, in that
/// of a release, or from a file.
///
/// @param name the package
/// @param version the version that it is to have (deb-version(7)), or an empty string
/// @param release the suite or codename that its version is to be of, or an empty string
/// @param file the path of the file that it comes from, or an empty string
public record PackageWish(PackageName name, String version, String release, String file) {

  /// Reads `name`, `name=version` or `name/release`; the name perhaps with an architecture.
  ///
  /// @param text the text
  /// @return the wish
  /// @throws MachineException if it is anything else
  public static PackageWish parse(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=' || c == '/') {
        PackageName name = PackageName.parse(text.substring(0, i));
        String rest = text.substring(i + 1);
        if (!isPlain(rest, c == '=' ? "+-.~:" : "+-.~_/")) {
          throw new MachineException(
              "not a " + (c == '=' ? "version" : "release") + " of " + name + ": '" + rest + "'",
              c == '='
                  ? "write the whole version, as it is shown by: apt-cache policy " + name
                  : "write a suite or a codename: \"" + name + "/bookworm-backports\"");
        }
        return new PackageWish(name, c == '=' ? rest : "", c == '=' ? "" : rest, "");
      }
    }
    return new PackageWish(PackageName.parse(text), "", "", "");
  }

  /// Reads wishes.
  ///
  /// @param texts at least one text
  /// @return the wishes, in the same order
  public static List<PackageWish> parse(String[] texts) {
    PackageName.requireSome(texts);
    List<PackageWish> wishes = new ArrayList<>(texts.length);
    for (String text : texts) {
      wishes.add(parse(text));
    }
    return wishes;
  }

  // Neither wildcards nor what could pass for an option: a letter or a digit comes first.
  private static boolean isPlain(String text, String marks) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!plain && (i == 0 || marks.indexOf(c) < 0)) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /// Whether any version will do.
  boolean isAny() {
    return version.isEmpty() && release.isEmpty();
  }

  /// Whether it is fulfilled, as far as dpkg's files tell: they don't tell of which release a
  /// version is. A name that an installed package provides is there, but has no version.
  ///
  /// @param machine what an earlier step of its preview would bring about counts
  /// @param status dpkg's facts
  /// @return true if it is
  public boolean isThere(Machine machine, DpkgStatus status) {
    // Keys aren't put together where nothing is foreseen: this is the commonest question of all.
    if (machine.mode() == Mode.PREVIEW) {
      if (machine.foreseen(key())) {
        return true;
      }
      if (machine.foreseen(name.goneKey())) {
        return false;
      }
    }
    DpkgStatus.Stanza stanza = status.installed(name);
    if (stanza == null) {
      return isAny() && status.provider(name) != null;
    }
    return version.isEmpty() || version.equals(stanza.version());
  }

  /// What a preview foresees when this wish would be fulfilled.
  ///
  /// @return the key
  public Object key() {
    return name.key(version.isEmpty() ? (release.isEmpty() ? "" : "/" + release) : "=" + version);
  }

  /// The argument that apt-get takes.
  ///
  /// @return the word
  public String word() {
    return file.isEmpty() ? toString() : file;
  }

  /// The wish as a person would write it: `tmux`, `tmux=3.3a-3`, `tmux/bookworm-backports`.
  @Override
  public String toString() {
    return name
        + (version.isEmpty() ? "" : "=" + version)
        + (release.isEmpty() ? "" : "/" + release);
  }
}
