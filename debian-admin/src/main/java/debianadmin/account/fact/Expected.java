package debianadmin.account.fact;

import debianadmin.file.Foreseen;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import machine.Machine;
import org.jspecify.annotations.Nullable;

/// What a preview foresees that a user will have.
///
/// @param user the user's name
/// @param what which kind of thing: a [Field], or one of the constants here
/// @param value the value
public record Expected(String user, Object what, Object value) {
  /// That a user would have been removed.
  public record NoUser(String name) {}

  /// That a group would have been removed.
  public record NoGroup(String name) {}

  /// A group beside the primary one.
  public static final String GROUP = "member";

  /// No such group.
  public static final String NO_GROUP = "no member";

  /// No such primary group.
  public static final String NO_PRIMARY = "not primary";

  /// The password's hash.
  public static final String HASH = "hash";

  /// Whether the password is locked.
  public static final String LOCKED = "locked";

  /// What was decided for fields, whether or not the steps were taken.
  private record Decided(Map<Expected, String> values) {
    static Map<Expected, String> of(Machine machine) {
      return machine.fact(Decided.class, () -> new Decided(new ConcurrentHashMap<>())).values();
    }
  }

  /// A field that a step sets.
  public static Expected field(Machine machine, String user, Field field, String value) {
    Decided.of(machine).put(new Expected(user, field, ""), value);
    return new Expected(user, field, value);
  }

  /// What a field is set to by the earlier steps of this preview.
  ///
  /// @return its value; null if none of them sets it, and when applying
  public static @Nullable String of(Machine machine, String user, Field field) {
    String value = Decided.of(machine).get(new Expected(user, field, ""));
    return value != null && Foreseen.in(machine, new Expected(user, field, value)) ? value : null;
  }
}
