package debianadmin.checkout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import machine.Command;
import machine.CommandFailed;
import machine.Exit;
import machine.Machine;

/// git(1) for one work tree, as the user whom it belongs to.
///
/// Nothing of this process's environment reaches it but the user's own surroundings and the names
/// of proxies. It never asks a question. No hook, no fsmonitor and no pager is run, whatever the
/// repository's settings say; protocols that name programs (`ext::`) are refused.
final class Git {
  private static final List<String> SETTINGS =
      List.of(
          "core.hooksPath=/dev/null",
          "core.fsmonitor=false",
          "core.askPass=",
          "core.pager=cat",
          "gc.auto=0",
          "maintenance.auto=false",
          "advice.detachedHead=false",
          "http.lowSpeedLimit=1",
          "http.lowSpeedTime=60",
          "protocol.ext.allow=never");

  private static final List<String> PROXIES =
      List.of("http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "no_proxy", "NO_PROXY");

  private static final String SSH =
      "ssh -o BatchMode=yes -o ConnectTimeout=30 -o ServerAliveInterval=15";

  /// How long a remote may take to name its revisions.
  private static final Duration ANSWER = Duration.ofMinutes(1);

  private final Machine machine;
  private final String user;
  private final RemoteUrl url;
  private final Duration limit;
  private final Map<String, String> environment;

  /// @param machine whose listener hears what it waits for
  /// @param user the user that git runs as
  /// @param url the repository
  /// @param limit for each talk with the remote
  /// @param environment the variables that may name a proxy
  Git(
      Machine machine,
      String user,
      RemoteUrl url,
      Duration limit,
      Map<String, String> environment) {
    this.machine = machine;
    this.user = user;
    this.url = url;
    this.limit = limit;
    this.environment = environment;
  }

  private Command command(Path directory, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of("git"));
    words.addAll(arguments);
    Command command =
        Command.of(words)
            .as(user)
            .in(directory)
            .limit(limit)
            .with("LC_ALL", "C.UTF-8")
            .with("GIT_TERMINAL_PROMPT", "0")
            .with("GIT_OPTIONAL_LOCKS", "0")
            .with("GIT_NO_REPLACE_OBJECTS", "1")
            .with("GIT_ALLOW_PROTOCOL", url.protocols())
            .with("GIT_SSH_COMMAND", SSH)
            .with("GIT_CONFIG_COUNT", Integer.toString(SETTINGS.size()));
    for (int i = 0; i < SETTINGS.size(); i++) {
      String setting = SETTINGS.get(i);
      int equals = setting.indexOf('=');
      command =
          command
              .with("GIT_CONFIG_KEY_" + i, setting.substring(0, equals))
              .with("GIT_CONFIG_VALUE_" + i, setting.substring(equals + 1));
    }
    for (String name : PROXIES) {
      String value = environment.get(name);
      command = value == null ? command : command.with(name, value);
    }
    return command;
  }

  /// Asks about a work tree. Git refuses to look for one further up.
  Exit ask(Path tree, String... arguments) {
    return command(tree, List.of(arguments)).with("GIT_CEILING_DIRECTORIES", parent(tree)).ask();
  }

  private static String parent(Path tree) {
    Path parent = tree.getParent();
    return parent == null ? "/" : parent.toString();
  }

  /// Changes a work tree.
  void run(Path tree, String... arguments) {
    command(tree, List.of(arguments)).with("GIT_CEILING_DIRECTORIES", parent(tree)).run(machine);
  }

  /// Changes a work tree by what a remote has, and tells every few seconds that it is waited for.
  void talk(Path tree, String... arguments) {
    CountDownLatch done = new CountDownLatch(1);
    Thread teller = Thread.ofPlatform().daemon().start(() -> tell(done));
    try {
      run(tree, arguments);
    } catch (CommandFailed e) {
      throw new CommandFailed(e.exit(), hint(e.exit()));
    } finally {
      done.countDown();
      teller.interrupt();
    }
  }

  private void tell(CountDownLatch done) {
    long begin = System.nanoTime();
    try {
      while (!done.await(7, TimeUnit.SECONDS)) {
        long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
        machine.listener().waiting("fetching " + url + ": " + seconds + " s");
      }
    } catch (InterruptedException e) {
      // It is done.
    }
  }

  /// Asks a remote which commits its tag and its branch of a name mean. Needs no repository.
  ///
  /// @param revision the name
  /// @return what it says
  Exit askRemote(Revision revision) {
    String name = revision.name();
    return command(
            Path.of("/"),
            List.of(
                "ls-remote",
                "--",
                url.text(),
                "refs/heads/" + name,
                "refs/tags/" + name,
                "refs/tags/" + name + "^{}"))
        .limit(limit.compareTo(ANSWER) < 0 ? limit : ANSWER)
        .ask();
  }

  /// What to do about a remote that didn't answer as it should.
  static String hint(Exit exit) {
    String all = exit.stderr();
    if (all.contains("Host key verification failed")) {
      return "add the host's key to the user's known_hosts first: ssh-keyscan(1)";
    }
    if (all.contains("Permission denied (")) {
      return "the remote doesn't know the user's SSH key; add it there as a deploy key";
    }
    if (all.contains("terminal prompts disabled") || all.contains("could not read Username")) {
      return "the remote wants a name and a password; use a deploy key over SSH, or a credential"
          + " helper";
    }
    if (all.contains("dubious ownership")) {
      return "the repository belongs to another user than the one git runs as; see owner(...)";
    }
    return "can it be reached from here, as the same user?";
  }
}
