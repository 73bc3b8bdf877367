package debianadmin.cron;

import debianadmin.file.Attributes;
import debianadmin.file.Content;
import debianadmin.file.Foreseen;
import debianadmin.file.PlacedFile;
import debianadmin.mount.Confinement;
import debianadmin.text.PlainName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;
import org.jspecify.annotations.Nullable;

/// A job of the machine: a file of /etc/cron.d.
public final class CronJob implements Resource {
  private static final String DIRECTORY = "/etc/cron.d/";

  /// What runs such jobs, by any of the packages that provide `cron-daemon`.
  private static final List<String> DAEMONS =
      List.of(
          "/usr/sbin/cron",
          "/usr/sbin/crond",
          "/usr/sbin/bcron-start",
          "/usr/lib/systemd/system-generators/systemd-crontab-generator");

  // cron(8) ignores a file that others than root could write to.
  private static final Attributes.Wish ATTRIBUTES = new Attributes.Wish(0644, "root", "");

  private final String name;
  private final String user;
  private final String text;

  /// A job.
  ///
  /// @param name the name of its file
  /// @param schedule when
  /// @param user as whom
  /// @param command what the shell gets to see
  /// @param environment lines that set variables
  public CronJob(
      String name, String schedule, String user, String command, List<Variable> environment) {
    this.name = file(name);
    this.user = user;
    boolean ok = !user.isEmpty() && user.charAt(0) != '-';
    for (int i = 0; i < user.length() && ok; i++) {
      ok = user.charAt(i) > ' ' && ":#'\"\\".indexOf(user.charAt(i)) < 0;
    }
    if (!ok) {
      throw new MachineException(
          name + ": not a user: '" + user + "'", "name whom the job runs as: \"root\"");
    }
    StringBuilder all = new StringBuilder();
    for (Variable variable : environment) {
      all.append(variable.name).append('=').append(variable.value).append('\n');
    }
    all.append(CronSchedule.parse(schedule)).append(' ').append(user).append(' ');
    this.text = all.append(escaped(name, command)).append('\n').toString();
  }

  /// A variable that a job finds in its environment.
  ///
  /// @param name its name
  /// @param value its value
  public record Variable(String name, String value) {
    /// Checks both.
    public Variable {
      boolean ok = !name.isEmpty() && !Character.isDigit(name.charAt(0));
      for (int i = 0; i < name.length() && ok; i++) {
        ok = name.charAt(i) == '_' || Character.isLetterOrDigit(name.charAt(i));
      }
      if (!ok || value.indexOf('\n') >= 0 || value.indexOf('\0') >= 0) {
        throw new MachineException(
            "not a variable: " + name + "=" + value, "letters and digits; the value in one line");
      }
    }
  }

  /// The file of a job.
  ///
  /// @param name its name
  /// @return its path
  /// @throws MachineException if cron would ignore a file of that name, or if it isn't one
  public static String file(String name) {
    boolean ok = PlainName.is(name, 199, "_-");
    if (!ok) {
      throw new MachineException(
          "not the name of a cron job: '" + name + "'",
          "cron ignores files of /etc/cron.d whose names have other characters than letters,"
              + " digits, _ and -: \""
              + suggestion(name)
              + "\"");
    }
    return DIRECTORY + name;
  }

  private static String suggestion(String name) {
    String better = name.replace('.', '-').replace(' ', '-').replace('/', '-');
    return better.isEmpty() ? "backup" : better;
  }

  // To cron % is the end of a line, unless a backslash is before it, which cron takes away.
  private static String escaped(String name, String command) {
    String line = command.strip();
    if (line.isEmpty() || line.indexOf('\n') >= 0 || line.indexOf('\0') >= 0) {
      throw new MachineException(
          name + ": a command is one line, and not an empty one",
          "put a longer one into a file: Place.file(\"/usr/local/bin/" + name + "\", ...)");
    }
    if (line.contains("\\%")) {
      throw new MachineException(
          name + ": \\% in the command: " + line, "write % itself; it is escaped for cron");
    }
    return line.replace("%", "\\%");
  }

  @Override
  public String subject() {
    return name;
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Decision early = withoutCron(machine);
    early = early == null ? withoutUser(machine) : early;
    if (early != null) {
      return early;
    }
    Content content = Content.of(text.getBytes(StandardCharsets.UTF_8));
    return new PlacedFile(name, content, ATTRIBUTES).decide(machine);
  }

  private @Nullable Decision withoutCron(Machine machine) {
    for (String daemon : DAEMONS) {
      if (Files.exists(machine.path(daemon))) {
        return null;
      }
    }
    if (Foreseen.in(machine, Foreseen.PACKAGES)) {
      return Decision.unknown(
          "cron isn't here yet; a package that would be installed may bring it");
    }
    throw new MachineException(
        name + ": cron isn't installed: nothing would run the job",
        "install it first: Apt.install(\"cron\"); or make a timer of systemd");
  }

  private @Nullable Decision withoutUser(Machine machine) throws IOException {
    Path passwd = machine.path("/etc/passwd");
    String users = new String(Files.readAllBytes(passwd), StandardCharsets.UTF_8);
    boolean listed = ("\n" + users).contains("\n" + user + ":");
    boolean foreseen = Foreseen.in(machine, new Foreseen.User(user));
    if (listed || foreseen || (Confinement.isWhole(machine) && isKnownElsewhere(passwd))) {
      return null;
    }
    if (Foreseen.in(machine, new Foreseen.Touched(passwd))
        || Foreseen.in(machine, Foreseen.PACKAGES)) {
      return Decision.unknown("no user " + user + " yet; an earlier step may add it");
    }
    throw new MachineException(
        name + ": no user named " + user, "add it first; cron ignores a job of nobody");
  }

  // Users may come from a directory service, too (nsswitch.conf(5)).
  private boolean isKnownElsewhere(Path passwd) {
    try {
      passwd.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
