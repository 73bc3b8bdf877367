package debianadmin.apt.source;

import java.util.ArrayList;
import java.util.List;
import machine.MachineException;
import org.jspecify.annotations.Nullable;

/// A source of packages in the deb822 style of sources.list(5).
final class Source {
  private static final List<String> ORDER =
      List.of("Types", "URIs", "Suites", "Components", "Architectures");

  private final List<SourceOption.Field> fields = new ArrayList<>();
  private @Nullable SigningKey key;

  /// @param uri where it is
  /// @param codename the suite that it has unless options say otherwise, or an empty string
  /// @param options what else it has; each at most once
  Source(String uri, String codename, SourceOption... options) {
    fields.add(new SourceOption.Field("URIs", List.of(checked(uri))));
    for (SourceOption option : options) {
      switch (option) {
        case SourceOption.Field field -> add(field);
        case SourceOption.SignedBy signed -> {
          if (key != null) {
            throw twice("key");
          }
          key = signed.key();
        }
      }
    }
    if (field("Types") == null) {
      fields.add(new SourceOption.Field("Types", List.of("deb")));
    }
    if (field("Suites") == null) {
      if (codename.isEmpty()) {
        throw new MachineException(
            "no suite named, and this machine's release has no codename",
            "name it: Apt.suites(\"stable\")");
      }
      fields.add(new SourceOption.Field("Suites", List.of(codename)));
    }
    boolean isFlat = isFlat();
    SourceOption.Field components = field("Components");
    if (isFlat && components != null) {
      throw new MachineException(
          "a suite that is a path, ending with /, has no components", "leave them out");
    }
    if (!isFlat && components == null) {
      fields.add(new SourceOption.Field("Components", List.of("main")));
    }
  }

  private void add(SourceOption.Field field) {
    if (field(field.name()) != null) {
      throw twice(field.name());
    }
    fields.add(field);
  }

  private static MachineException twice(String what) {
    return new MachineException(what + " can be given once only", "leave one of them out");
  }

  private SourceOption.@Nullable Field field(String name) {
    for (SourceOption.Field field : fields) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    return null;
  }

  private boolean isFlat() {
    SourceOption.Field suites = field("Suites");
    return suites != null && suites.values().getFirst().endsWith("/");
  }

  private static String checked(String uri) {
    ConfigName.word("URI", uri);
    int colon = uri.indexOf(':');
    boolean hasScheme = colon > 0;
    for (int i = 0; i < colon; i++) {
      char c = uri.charAt(i);
      hasScheme &= (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '-';
    }
    if (!hasScheme) {
      throw new MachineException(
          "not the address of a repository: '" + uri + "'",
          "it begins with a scheme: https://, http://, file:/");
    }
    int authority = uri.startsWith("//", colon + 1) ? colon + 3 : uri.length();
    int path = uri.indexOf('/', authority);
    int at = uri.indexOf('@', authority);
    if (at >= 0 && (path < 0 || at < path)) {
      throw new MachineException(
          "the address of a repository holds a user or a password, and anybody can read its file",
          "place them in /etc/apt/auth.conf.d with the mode 0600: see apt_auth.conf(5)");
    }
    return uri;
  }

  /// The key that signs it.
  ///
  /// @return the key, or null for any that apt trusts anyway
  @Nullable SigningKey key() {
    return key;
  }

  /// The text of its file.
  ///
  /// @param signedBy the path of the key, or an empty string
  /// @return a stanza
  String text(String signedBy) {
    StringBuilder text = new StringBuilder();
    for (String name : ORDER) {
      SourceOption.Field field = field(name);
      if (field != null) {
        text.append(name).append(": ").append(String.join(" ", field.values())).append('\n');
      }
    }
    if (!signedBy.isEmpty()) {
      text.append("Signed-By: ").append(signedBy).append('\n');
    }
    return text.toString();
  }
}
