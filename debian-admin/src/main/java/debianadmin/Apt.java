package debianadmin;

import debianadmin.apt.AptOption;
import debianadmin.apt.HeldPackages;
import debianadmin.apt.InstalledFile;
import debianadmin.apt.InstalledPackages;
import debianadmin.apt.RemovedPackages;
import debianadmin.apt.UnneededPackages;
import debianadmin.apt.UpdatedLists;
import debianadmin.apt.UpgradedPackages;
import debianadmin.apt.debconf.Preseed;
import debianadmin.apt.dpkg.Dpkg;
import debianadmin.apt.source.Pin;
import debianadmin.apt.source.Repository;
import debianadmin.apt.source.SourceOption;
import debianadmin.file.PlacedDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import machine.Machine;
import machine.Secret;

/// Packages of Debian and of what is made of it, brought by apt-get(8); where they come from, and
/// how they are configured before they ask.
///
/// Nothing is started, and root isn't needed, if packages, sources and answers are as wanted: the
/// files of dpkg, apt and debconf tell. Only what newer versions there are, what isn't needed any
/// more, of which release a version is, and what a package file holds, must be asked: one process
/// for each call. What is to be done needs root.
///
/// dpkg's status is read once for all packages of a run, and again after each change that the run
/// makes, or when the file was changed by another program meanwhile.
///
/// Questions of packages are answered by their defaults, unless [#preseed] answered them;
/// configuration files that were changed by hand are kept (dpkg's `--force-confdef
/// --force-confold`), unless [#newConfiguration] says otherwise. While another program holds a lock
/// of dpkg, apt or debconf, it is waited for, ten minutes at most. A dpkg run that was interrupted
/// is finished first (`dpkg --configure -a`). No service is restarted by needrestart(1).
///
/// In a preview, what an earlier step would install or remove counts as installed or removed.
public final class Apt {
  private Apt() {}

  /// What may be done with packages beyond the defaults: made by [#allowDowngrade] and
  /// [#newConfiguration].
  public static final class Option {
    private final AptOption option;

    private Option(AptOption option) {
      this.option = option;
    }
  }

  /// What a repository has beside its address: made by [#suites], [#components], [#architectures],
  /// [#types], [#key] and [#keyText].
  public static final class SourceField {
    private final SourceOption option;

    private SourceField(SourceOption option) {
      this.option = option;
    }
  }

  /// Installs packages, all in one transaction.
  ///
  /// A package that is installed stays as it is, whatever its version, unless one is named:
  /// `"nginx=1.22.1-9"` is there if exactly that version is installed, `"tmux/bookworm-backports"`
  /// if apt-get would not take another version from that release (dpkg doesn't note where a version
  /// is from, so apt-get is asked). A name without a version that an installed package provides
  /// counts as installed.
  ///
  /// The package lists are updated if apt doesn't know a package, version or release, if a source
  /// was changed since the last update, or if what they name can no longer be fetched.
  ///
  /// ```java
  /// Apt.install("tmux", "git");
  /// Apt.install("nginx=1.22.1-9");
  /// ```
  ///
  /// @param packages names of packages as Debian Policy 5.6.1 allows them, each perhaps with an
  ///   architecture, and with a version or a release: `"tmux"`, `"libc6:i386"`, `"nginx=1.22.1-9"`,
  ///   `"tmux/bookworm-backports"`
  /// @throws machine.MachineException if a name isn't one or isn't known, if installing one would
  ///   remove another one that is wanted, downgrade one, or change one that is on hold, or if root
  ///   is needed
  /// @throws machine.CommandFailed if apt-get fails
  public static void install(String... packages) {
    Machine.current().bring(new InstalledPackages(packages));
  }

  /// Installs packages, all in one transaction, as [#install(String...)] does.
  ///
  /// ```java
  /// Apt.install(List.of("nginx=1.22.1-9"), Apt.allowDowngrade());
  /// ```
  ///
  /// @param packages names of packages, each perhaps with a version or a release
  /// @param options downgrades, new configuration
  /// @throws machine.MachineException as for [#install(String...)]
  /// @throws machine.CommandFailed if apt-get fails
  public static void install(List<String> packages, Option... options) {
    String[] names = packages.toArray(new String[0]);
    Machine.current().bring(new InstalledPackages(names, wishes(options)));
  }

  /// Installs the package in a .deb file (deb(5)), with what it needs from the repositories.
  ///
  /// It is there if the package is installed in exactly the version of the file, which is read once
  /// (dpkg-deb(1)). An older one than what is installed is an error, unless [#allowDowngrade] is
  /// given.
  ///
  /// ```java
  /// Apt.installFile(Path.of("packages/tool_1.0_all.deb"));
  /// ```
  ///
  /// @param deb the file, named `*.deb`; a relative path lies in the deployment's own folder
  /// @param options downgrades, new configuration
  /// @throws machine.MachineException if it is no such file, and as for [#install(String...)]
  /// @throws machine.CommandFailed if apt-get fails, or dpkg-deb can't read the file
  public static void installFile(Path deb, Option... options) {
    Machine.current().bring(new InstalledFile(deb.toString(), wishes(options)));
  }

  /// Removes packages and what needs them, all in one transaction, and keeps their configuration
  /// files.
  ///
  /// ```java
  /// Apt.remove("nftables");
  /// ```
  ///
  /// @param packages names of packages; those that aren't there, or that nobody knows, are removed
  ///   already
  /// @throws machine.MachineException if a name isn't one, if one is on hold, or if root is needed
  /// @throws machine.CommandFailed if apt-get fails
  public static void remove(String... packages) {
    Machine.current().bring(RemovedPackages.keepingConfiguration(packages));
  }

  /// Removes packages and what needs them with their configuration files, all in one transaction;
  /// of packages that were removed before, what was left.
  ///
  /// ```java
  /// Apt.purge("exim4-base");
  /// ```
  ///
  /// @param packages names of packages; those of which nothing is left, or that nobody knows, are
  ///   purged already
  /// @throws machine.MachineException if a name isn't one, if one is on hold, or if root is needed
  /// @throws machine.CommandFailed if apt-get fails
  public static void purge(String... packages) {
    Machine.current().bring(RemovedPackages.purged(packages));
  }

  /// Has packages stay as they are: not upgraded, not removed, or not installed. dpkg's selection
  /// `hold`, which apt-mark(8) sets.
  ///
  /// ```java
  /// Apt.hold("linux-image-amd64");
  /// ```
  ///
  /// @param packages names of packages, whether they are installed or not
  /// @throws machine.MachineException if a name isn't one, or if root is needed
  /// @throws machine.CommandFailed if nobody knows a package
  public static void hold(String... packages) {
    Machine.current().bring(HeldPackages.held(packages));
  }

  /// Lets packages change again that were on hold (apt-mark(8)).
  ///
  /// ```java
  /// Apt.unhold("linux-image-amd64");
  /// ```
  ///
  /// @param packages names of packages; those that nobody knows aren't on hold
  /// @throws machine.MachineException if a name isn't one, or if root is needed
  public static void unhold(String... packages) {
    Machine.current().bring(HeldPackages.released(packages));
  }

  /// Upgrades all packages to the newest versions that the package lists have, as `apt upgrade`
  /// does: new packages are installed where one needs them, none is removed, those on hold stay.
  /// Each package is a change of its own, with both versions.
  ///
  /// The package lists are updated only if a source was changed since; [#update] first, if they
  /// shall be fresh. Whether there is something to upgrade is asked of apt-get.
  ///
  /// ```java
  /// Apt.upgrade();
  /// ```
  ///
  /// @param options downgrades, new configuration
  /// @throws machine.MachineException if root is needed, or a pin asks for a downgrade
  /// @throws machine.CommandFailed if apt-get fails
  public static void upgrade(Option... options) {
    Machine.current().bring(new UpgradedPackages(wishes(options)));
  }

  /// Updates the package lists if they are older than asked, if there are none, or if a source was
  /// changed since.
  ///
  /// Their age is that of the newest of `/var/lib/apt/lists`, which changes when a list does, and
  /// of the stamps in `/var/lib/apt/periodic`, which apt's timer, Ubuntu's apt and this library
  /// touch after an update. A source that can't be reached is no error if another one can, but then
  /// the stamp isn't touched.
  ///
  /// ```java
  /// Apt.update(Duration.ofHours(6));
  /// ```
  ///
  /// @param olderThan the age up to which the lists stay as they are
  /// @throws machine.MachineException if the age is negative, or if root is needed
  /// @throws machine.CommandFailed if apt-get fails
  public static void update(Duration olderThan) {
    Machine.current().bring(new UpdatedLists(olderThan));
  }

  /// Removes packages that were installed because others needed them, and that no other one needs
  /// any more, keeping their configuration files. Which these are is asked of apt-get.
  ///
  /// ```java
  /// Apt.autoremove();
  /// ```
  ///
  /// @throws machine.MachineException if root is needed
  /// @throws machine.CommandFailed if apt-get fails
  public static void autoremove() {
    Machine.current().bring(new UnneededPackages());
  }

  /// Whether a package is installed, or another one that provides its name. In a preview, what an
  /// earlier step would install counts.
  ///
  /// ```java
  /// if (Apt.has("ufw")) {
  ///     Apt.remove("nftables");
  /// }
  /// ```
  ///
  /// @param name the name of a package, perhaps with an architecture
  /// @return true if it is
  /// @throws machine.MachineException if the name isn't one
  public static boolean has(String name) {
    return Dpkg.has(Machine.current(), name);
  }

  /// The version of an installed package. In a preview too it is the one that is installed now.
  ///
  /// ```java
  /// String php = Apt.version("php").startsWith("2:8.2") ? "8.2" : "8.4";
  /// Unit.current("php" + php + "-fpm", "/etc/php/" + php);
  /// ```
  ///
  /// @param name the name of a package, perhaps with an architecture
  /// @return its version; an empty string if it isn't installed
  /// @throws machine.MachineException if the name isn't one
  public static String version(String name) {
    return Dpkg.version(Machine.current(), name);
  }

  /// Adds a repository: `/etc/apt/sources.list.d/NAME.sources` in the deb822 style of
  /// sources.list(5), and the key that signs it as `/etc/apt/keyrings/NAME.asc` (or `.gpg`), which
  /// is trusted for this repository only (`Signed-By`).
  ///
  /// Both files are as wanted if their content is. After a change, the next [#install] or
  /// [#upgrade] of something that isn't there updates the package lists first.
  ///
  /// ```java
  /// Apt.repository("example", "https://packages.example.com/debian",
  ///     Apt.key(Path.of("keys/example.asc")));
  /// Apt.install("example-server");
  /// ```
  ///
  /// @param name its name: letters, digits, `_`, `-` and `.`
  /// @param uri where it is: `https://`, `http://`, `file:/`; user and password belong to
  ///   apt_auth.conf(5)
  /// @param fields suites (default: the codename of this machine's release), components (default:
  ///   `main`), architectures (default: the machine's), types (default: `deb`), key (default: any
  ///   that apt trusts, see apt-secure(8)); each once
  /// @throws machine.MachineException if one of them isn't what it should be, or if root is needed
  public static void repository(String name, String uri, SourceField... fields) {
    SourceOption[] options = new SourceOption[fields.length];
    for (int i = 0; i < fields.length; i++) {
      options[i] = fields[i].option;
    }
    Machine machine = Machine.current();
    Repository repository = Repository.wanted(name, uri, Host.codename(), options);
    if (repository.bringsKey()) {
      machine.bring(new PlacedDirectory(Repository.KEYRINGS));
    }
    machine.bring(repository);
  }

  /// Removes a repository that [#repository] added, with its key. Packages that came from it stay.
  ///
  /// ```java
  /// Apt.withoutRepository("example");
  /// ```
  ///
  /// @param name its name
  /// @throws machine.MachineException if the name isn't one, or if root is needed
  public static void withoutRepository(String name) {
    Machine.current().bring(Repository.unwanted(name));
  }

  /// Prefers some versions of packages over others, or forbids them:
  /// `/etc/apt/preferences.d/NAME.pref`, as apt_preferences(5) has it.
  ///
  /// It says which version the next [#install] takes, and changes none that is installed.
  ///
  /// ```java
  /// Apt.pin("backports", "tmux", "release n=bookworm-backports", 990);
  /// ```
  ///
  /// @param name its name: letters, digits, `_`, `-` and `.`
  /// @param packages names of packages, perhaps patterns, separated by blanks; or `"*"`
  /// @param pin which versions: `"release …"`, `"version …"` or `"origin …"`
  /// @param priority below 0 never to be installed, 990 before other versions, above 1000 even if
  ///   that is a downgrade; not 0
  /// @throws machine.MachineException if one of them isn't what it should be, or if root is needed
  public static void pin(String name, String packages, String pin, int priority) {
    Machine.current().bring(Pin.wanted(name, packages, pin, priority));
  }

  /// Removes a pin that [#pin] set.
  ///
  /// ```java
  /// Apt.withoutPin("backports");
  /// ```
  ///
  /// @param name its name
  /// @throws machine.MachineException if the name isn't one, or if root is needed
  public static void withoutPin(String name) {
    Machine.current().bring(Pin.unwanted(name));
  }

  /// Answers a question of a package before it is asked, through debconf-set-selections(1). To be
  /// called before [#install]: a package that is installed already doesn't ask again.
  ///
  /// It is answered if debconf's database has the same value, as one that was seen; it is read from
  /// its files in /var/cache/debconf.
  ///
  /// ```java
  /// Apt.preseed("tzdata", "tzdata/Areas", "select", "Europe");
  /// ```
  ///
  /// @param owner the package that asks
  /// @param question the question's name, as debconf-show(1) lists it
  /// @param type `string`, `boolean`, `select`, `multiselect`, `password`, `text` or `note`; the
  ///   value of a `password` isn't shown
  /// @param value the answer, one line
  /// @throws machine.MachineException if one of them isn't what it should be, or if root is needed
  /// @throws machine.CommandFailed if debconf doesn't take it
  public static void preseed(String owner, String question, String type, String value) {
    Machine.current().bring(Preseed.of(owner, question, type, value));
  }

  /// Answers a question of a package before it is asked, with a secret that nothing shows, and that
  /// debconf keeps where only root can read it. To be called before [#install].
  ///
  /// ```java
  /// Apt.preseed("example-server", "example-server/password", "password", Secret.of(password));
  /// Apt.install("example-server");
  /// ```
  ///
  /// @param owner the package that asks
  /// @param question the question's name
  /// @param type `password`; anybody can read what debconf keeps of other types
  /// @param value the answer, one line
  /// @throws machine.MachineException as for [#preseed(String, String, String, String)]
  /// @throws machine.CommandFailed if debconf doesn't take it
  public static void preseed(String owner, String question, String type, Secret value) {
    Machine.current().bring(Preseed.of(owner, question, type, value));
  }

  /// Older versions may take the place of newer ones. Without it, a downgrade is an error.
  ///
  /// ```java
  /// Apt.installFile(Path.of("packages/tool_1.0_all.deb"), Apt.allowDowngrade());
  /// ```
  ///
  /// @return the option
  public static Option allowDowngrade() {
    return new Option(AptOption.ALLOW_DOWNGRADE);
  }

  /// Where a package brings a configuration file that was changed by hand, the package's takes its
  /// place (dpkg's `--force-confnew`). Without it, what was changed by hand stays.
  ///
  /// ```java
  /// Apt.upgrade(Apt.newConfiguration());
  /// ```
  ///
  /// @return the option
  public static Option newConfiguration() {
    return new Option(AptOption.NEW_CONFIGURATION);
  }

  /// The suites of a repository: `"stable"`, `"bookworm-backports"`, or one path that ends with
  /// `/`.
  ///
  /// ```java
  /// Apt.repository("example", "https://packages.example.com/debian", Apt.suites("stable"));
  /// ```
  ///
  /// @param names at least one
  /// @return the field
  public static SourceField suites(String... names) {
    return new SourceField(SourceOption.field("Suites", "suite", names));
  }

  /// The components of a repository: `"main"`, `"contrib"`.
  ///
  /// ```java
  /// Apt.repository("example", "https://packages.example.com/debian",
  ///     Apt.components("main", "contrib"));
  /// ```
  ///
  /// @param names at least one
  /// @return the field
  public static SourceField components(String... names) {
    return new SourceField(SourceOption.field("Components", "component", names));
  }

  /// The architectures whose packages a repository is to give: `"amd64"`.
  ///
  /// ```java
  /// Apt.repository("example", "https://packages.example.com/debian",
  ///     Apt.architectures("amd64", "i386"));
  /// ```
  ///
  /// @param names at least one
  /// @return the field
  public static SourceField architectures(String... names) {
    return new SourceField(SourceOption.field("Architectures", "architecture", names));
  }

  /// What a repository is to give: `"deb"`, `"deb-src"`.
  ///
  /// ```java
  /// Apt.repository("example", "https://packages.example.com/debian",
  ///     Apt.types("deb", "deb-src"));
  /// ```
  ///
  /// @param names at least one
  /// @return the field
  public static SourceField types(String... names) {
    return new SourceField(SourceOption.field("Types", "type of an archive", names));
  }

  /// The key that signs a repository.
  ///
  /// ```java
  /// Apt.repository("example", "https://packages.example.com/debian",
  ///     Apt.key(Path.of("keys/example.asc")));
  /// ```
  ///
  /// @param path a file with a public key, ASCII-armoured or binary; a relative path lies in the
  ///   deployment's own folder, and is copied; an absolute one is used where it is
  /// @return the field
  public static SourceField key(Path path) {
    return new SourceField(SourceOption.key(path.toString()));
  }

  /// The key that signs a repository.
  ///
  /// ```java
  /// Apt.repository("example", "https://packages.example.com/debian", Apt.keyText(key));
  /// ```
  ///
  /// @param armoured a public key, ASCII-armoured
  /// @return the field
  public static SourceField keyText(String armoured) {
    return new SourceField(SourceOption.keyText(armoured));
  }

  private static AptOption[] wishes(Option... options) {
    AptOption[] wishes = new AptOption[options.length];
    for (int i = 0; i < options.length; i++) {
      wishes[i] = options[i].option;
    }
    return wishes;
  }
}
