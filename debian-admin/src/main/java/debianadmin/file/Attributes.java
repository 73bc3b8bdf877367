package debianadmin.file;

import debianadmin.path.Held;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.concurrent.ConcurrentHashMap;
import machine.Machine;
import machine.MachineException;
import machine.Mode;
import org.jspecify.annotations.Nullable;

/// The mode, owner and group that something is to have, as far as they are wished for.
public final class Attributes {
  /// What names were found to mean. Looking one up reads /etc/passwd each time, which is more than
  /// comparing a small file.
  private record Names(
      ConcurrentHashMap<String, UserPrincipal> users,
      ConcurrentHashMap<String, UserPrincipal> groups) {
    static Names none() {
      return new Names(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }
  }

  /// The type of a regular file in its mode (inode(7), S_IFREG).
  private static final int REGULAR = 0100000;

  private int mode = -1;
  private String owner = "";
  private String group = "";

  private Attributes() {}

  /// A wish for some of them.
  ///
  /// @param mode the permission bits, or -1
  /// @param owner a user, or an empty string
  /// @param group a group, or an empty string
  public record Wish(int mode, String owner, String group) implements FileOption {
    @Override
    public String spelling() {
      return mode >= 0
          ? "mode(\"" + octal(mode) + "\")"
          : owner.isEmpty() ? "group(\"" + group + "\")" : "owner(\"" + owner + "\")";
    }
  }

  /// Puts wishes together.
  ///
  /// @param options options, of which all others are left out
  /// @return what they wish for
  /// @throws MachineException if two of them contradict each other
  public static Attributes of(FileOption[] options) {
    Attributes all = new Attributes();
    for (FileOption option : options) {
      if (option instanceof Wish wish) {
        if ((wish.mode >= 0 && all.mode >= 0)
            || (!wish.owner.isEmpty() && !all.owner.isEmpty())
            || (!wish.group.isEmpty() && !all.group.isEmpty())) {
          throw new MachineException(
              "mode, owner and group can be given once only", "leave one of them out");
        }
        all.mode = wish.mode >= 0 ? wish.mode : all.mode;
        all.owner = wish.owner.isEmpty() ? all.owner : wish.owner;
        all.group = wish.group.isEmpty() ? all.group : wish.group;
      }
    }
    return all;
  }

  /// All of them in one wish.
  public Wish wish() {
    return new Wish(mode, owner, group);
  }

  /// Reads a mode.
  ///
  /// @param octal four octal digits
  /// @return the permission bits
  /// @throws MachineException if it is anything else
  public static int parseMode(String octal) {
    int bits = 0;
    boolean ok = octal.length() == 4;
    for (int i = 0; i < octal.length() && ok; i++) {
      char c = octal.charAt(i);
      ok = c >= '0' && c <= '7';
      bits = bits * 8 + c - '0';
    }
    if (!ok) {
      throw new MachineException(
          "not a mode: '" + octal + "'", "write four octal digits: \"0644\", \"0755\", \"2775\"");
    }
    return bits;
  }

  /// The permission bits in four octal digits.
  static String octal(int mode) {
    char[] digits = new char[4];
    for (int i = 0; i < 4; i++) {
      digits[i] = (char) ('0' + ((mode >> (9 - 3 * i)) & 7));
    }
    return new String(digits);
  }

  /// The permission bits of something, without following a link.
  public static int modeOf(Path path) throws IOException {
    return modeOf(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static int modeOf(Path path, LinkOption... links) throws IOException {
    return (int) Files.getAttribute(path, "unix:mode", links) & 07777;
  }

  /// Which of them are wished for: 1 for the mode, 2 for the owner, 4 for the group, added up.
  int wished() {
    return (mode >= 0 ? 1 : 0) + (owner.isEmpty() ? 0 : 2) + (group.isEmpty() ? 0 : 4);
  }

  /// The wanted mode, or another one if none is wanted.
  int modeOr(int other) {
    return mode >= 0 ? mode : other;
  }

  /// Where what was found isn't as wanted: `mode 0644 was 0600, owner root was ubuntu`.
  ///
  /// @param machine the machine; who would be made by an earlier step of a preview counts as there
  /// @param path the path
  /// @param found its attributes
  /// @return the differences in words, or an empty string
  String differences(Machine machine, Path path, PosixFileAttributes found) throws IOException {
    String all = "";
    if (mode >= 0) {
      int bits = modeOf(path);
      all = bits == mode ? "" : "mode " + octal(mode) + " was " + octal(bits);
    }
    if (!owner.isEmpty() && isOther(machine, owner, found.owner(), path)) {
      all += (all.isEmpty() ? "" : ", ") + "owner " + owner + " was " + found.owner().getName();
    }
    if (!group.isEmpty() && isOther(machine, group, found.group(), path)) {
      all += (all.isEmpty() ? "" : ", ") + "group " + group + " was " + found.group().getName();
    }
    return all;
  }

  /// Whether only a mode is wished for, and a path is a regular file that has it.
  boolean areFileOfMode(Path path) throws IOException {
    return mode >= 0
        && owner.isEmpty()
        && group.isEmpty()
        && (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS)
            == (REGULAR | mode);
  }

  /// What is wanted, in words: `mode 0644, owner root`.
  String words(int defaultMode) {
    return "mode "
        + octal(modeOr(defaultMode))
        + (owner.isEmpty() ? "" : ", owner " + owner)
        + (group.isEmpty() ? "" : ", group " + group);
  }

  private static boolean isOther(Machine machine, String wanted, UserPrincipal found, Path path)
      throws IOException {
    boolean isGroup = found instanceof GroupPrincipal;
    Names all = machine.fact(Names.class, Names::none);
    ConcurrentHashMap<String, UserPrincipal> known = isGroup ? all.groups() : all.users();
    if (found.equals(known.get(wanted))) {
      return false;
    }
    if (isForeseen(machine, isGroup, wanted)) {
      return true;
    }
    UserPrincipalLookupService names = path.getFileSystem().getUserPrincipalLookupService();
    UserPrincipal now = isGroup ? lookUpGroup(names, wanted) : lookUpUser(names, wanted);
    known.put(wanted, now);
    return !now.equals(found);
  }

  private static boolean isForeseen(Machine machine, boolean isGroup, String name) {
    return machine.mode() == Mode.PREVIEW
        && machine.foreseen(isGroup ? new Foreseen.Group(name) : new Foreseen.User(name));
  }

  private static UserPrincipal lookUpUser(UserPrincipalLookupService names, String name)
      throws IOException {
    try {
      return names.lookupPrincipalByName(name);
    } catch (UserPrincipalNotFoundException e) {
      throw new NoSuchName("user", name, e);
    }
  }

  private static GroupPrincipal lookUpGroup(UserPrincipalLookupService names, String name)
      throws IOException {
    try {
      return names.lookupPrincipalByGroupName(name);
    } catch (UserPrincipalNotFoundException e) {
      throw new NoSuchName("group", name, e);
    }
  }

  /// Looks up the names that are wanted.
  ///
  /// @param machine the machine; who would be made by an earlier step of a preview counts as there
  /// @param path on whose file system
  /// @throws NoSuchName if there is no such user or group
  void lookUp(Machine machine, Path path) throws IOException {
    UserPrincipalLookupService names = path.getFileSystem().getUserPrincipalLookupService();
    if (!owner.isEmpty() && !isForeseen(machine, false, owner)) {
      lookUpUser(names, owner);
    }
    if (!group.isEmpty() && !isForeseen(machine, true, group)) {
      lookUpGroup(names, group);
    }
  }

  /// Gives a file or directory its owner, group and mode, without following a link.
  ///
  /// @param held the file or directory
  /// @param like whose owner, group and mode it gets where none are wanted; null for its own and
  ///   the default mode
  /// @param defaultMode the mode for a new one
  void give(Held held, @Nullable Held like, int defaultMode) throws IOException {
    Path path = held.path();
    LinkOption[] links = held.links();
    UserPrincipalLookupService names = path.getFileSystem().getUserPrincipalLookupService();
    PosixFileAttributes now = read(held);
    PosixFileAttributes old = like == null ? now : read(like);
    if (now.isSymbolicLink() || old.isSymbolicLink()) {
      throw new FileSystemException(path.toString(), null, "somebody has just put a link there");
    }
    int bits = modeOr(like == null ? defaultMode : modeOf(like.path(), like.links()));
    // Each look at an owner looks a name up, so there is none without need.
    boolean same = like == null || like == held;
    UserPrincipal user = null;
    if (!owner.isEmpty() || !same) {
      user = owner.isEmpty() ? old.owner() : lookUpUser(names, owner);
    }
    GroupPrincipal people = null;
    if (!group.isEmpty() || !same) {
      people = group.isEmpty() ? old.group() : lookUpGroup(names, group);
    }
    try {
      if (user != null && !user.equals(now.owner())) {
        Files.setAttribute(path, "posix:owner", user, links);
      }
      if (people != null && !people.equals(now.group())) {
        Files.setAttribute(path, "posix:group", people, links);
      }
      // Last, for a change of owner clears the special bits.
      Files.setAttribute(path, "unix:mode", bits, links);
    } catch (FileSystemException e) {
      if ("Operation not permitted".equals(e.getReason())) {
        throw new AccessDeniedException(e.getFile(), null, e.getReason());
      }
      throw e;
    }
  }

  /// The attributes of something, itself and not what it may point to.
  static PosixFileAttributes read(Held held) throws IOException {
    return Files.readAttributes(held.path(), PosixFileAttributes.class, held.links());
  }

  /// There is no user or group of a name.
  static final class NoSuchName extends MachineException {
    private static final long serialVersionUID = 1L;

    NoSuchName(String what, String name, Throwable cause) {
      super(
          "no " + what + " named " + name,
          "add it first, "
              + (what.equals("user") ? "User" : "Group")
              + ".present(\""
              + name
              + "\"), or install what brings it",
          cause);
    }
  }
}
