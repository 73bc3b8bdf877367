package debianadmin.mount;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Mount options that are wanted, beside those that the kernel shows to be in force (mount(8)).
/// Those that it doesn't show can't be compared, and count as they should be.
final class MountOptions {
  /// Flags and their opposites; of each, the first one is the default.
  private static final List<List<String>> FLAGS =
      List.of(
          List.of("rw", "ro"),
          List.of("suid", "nosuid"),
          List.of("dev", "nodev"),
          List.of("exec", "noexec"),
          List.of("diratime", "nodiratime"),
          List.of("relatime", "noatime", "strictatime"));

  private MountOptions() {}

  /// Whether a directory is to be seen in another place, with the options of where it lies.
  static boolean isBind(List<String> wanted) {
    return wanted.contains("bind") || wanted.contains("rbind");
  }

  /// What is to be given to a remount.
  ///
  /// @param wanted the options of fstab
  /// @param found those that the kernel shows
  /// @return what differs, as it is wanted; empty if nothing does
  static List<String> differences(List<String> wanted, List<String> found) {
    List<String> all = new ArrayList<>();
    for (List<String> flags : FLAGS) {
      String want = flag(flags, wanted);
      if (want == null && !isBind(wanted)) {
        want = flags.getFirst();
      }
      if (want != null && !want.equals(inForce(flags, found))) {
        all.add(want);
      }
    }
    for (String option : wanted) {
      int equals = option.indexOf('=');
      if (equals > 0 && isOther(option, equals, found)) {
        all.add(option);
      }
    }
    return all;
  }

  // The last one counts; `user` and its like mean others.
  private static @Nullable String flag(List<String> flags, List<String> wanted) {
    String last = null;
    for (String option : wanted) {
      boolean user = option.equals("user") || option.equals("users");
      boolean owner = user || option.equals("owner") || option.equals("group");
      if (flags.contains(option)) {
        last = option;
      } else if (user && flags.contains("noexec")) {
        last = "noexec";
      } else if (owner && flags.contains("nosuid")) {
        last = "nosuid";
      } else if (owner && flags.contains("nodev")) {
        last = "nodev";
      }
    }
    return last;
  }

  // The kernel shows what isn't the plain behaviour; relatime is shown, strictatime isn't.
  private static String inForce(List<String> flags, List<String> found) {
    for (String flag : flags) {
      if (found.contains(flag) && !flag.equals("rw")) {
        return flag;
      }
    }
    return flags.contains("strictatime") ? "strictatime" : flags.getFirst();
  }

  private static boolean isOther(String option, int equals, List<String> found) {
    String key = option.substring(0, equals + 1);
    String shown = null;
    for (String one : found) {
      shown = one.startsWith(key) ? one.substring(equals + 1) : shown;
    }
    long wanted = number(option.substring(equals + 1));
    long is = shown == null ? -1 : number(shown);
    return wanted >= 0 && is >= 0 && wanted != is;
  }

  /// A size or number: `1g`, `1024k`, `0700`.
  ///
  /// @return its value; -1 if it is anything else
  private static long number(String text) {
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9' && value < 1L << 40) {
        value = value * 10 + c - '0';
      } else {
        int unit = " kmgt".indexOf(Character.toLowerCase(c));
        return i > 0 && i == text.length() - 1 && unit > 0 ? value << (10 * unit) : -1;
      }
    }
    return text.isEmpty() ? -1 : value;
  }
}
