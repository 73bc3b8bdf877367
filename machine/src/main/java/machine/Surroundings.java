package machine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where, as whom and with which environment a program is started.
///
/// @param variables what is added to the environment
/// @param isClean whether nothing of this process's environment is handed over
/// @param directory where it is started, or null for the usual place
/// @param user as whom, or an empty string for this process's own user
record Surroundings(
    Map<String, String> variables, boolean isClean, @Nullable Path directory, String user) {
  /// Those of this process.
  static final Surroundings OURS = new Surroundings(Map.of(), false, null, "");

  private static final String PATH = "/usr/local/bin:/usr/bin:/bin";
  private static final String ROOTS_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  Surroundings with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(variables);
    more.put(name, value);
    return new Surroundings(more, isClean, directory, user);
  }

  Surroundings clean() {
    return new Surroundings(variables, true, directory, user);
  }

  Surroundings in(Path other) {
    return new Surroundings(variables, isClean, other, user);
  }

  Surroundings as(String other) {
    return new Surroundings(variables, isClean, directory, other);
  }

  /// What starts a program.
  ///
  /// @param words the program and its arguments
  /// @param folder the usual place to start it in
  /// @return the builder of its process
  /// @throws MachineException if there is no such user, or if only root can become that user
  ProcessBuilder builder(List<String> words, Path folder) {
    if (user.isEmpty()) {
      ProcessBuilder builder = new ProcessBuilder(words).directory(where(folder).toFile());
      if (isClean) {
        builder.environment().clear();
      }
      builder.environment().putAll(variables);
      return builder;
    }
    Account account = Account.find(user);
    ProcessBuilder builder =
        new ProcessBuilder(asAccount(account, words))
            .directory(where(Path.of(account.home())).toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("HOME", account.home());
    environment.put("USER", account.name());
    environment.put("LOGNAME", account.name());
    environment.put("SHELL", account.shell());
    environment.put("PATH", account.uid() == 0 ? ROOTS_PATH : PATH);
    environment.putAll(variables);
    return builder;
  }

  private static List<String> asAccount(Account account, List<String> words) {
    if (account.isOurs()) {
      return words;
    }
    if (!Machine.isRoot()) {
      throw new MachineException(
          "only root may run a program as " + account.name() + ": " + words.getFirst(),
          MachineException.AS_ROOT);
    }
    List<String> all = new ArrayList<>(List.of("setsid", "--wait", "setpriv"));
    all.add("--reuid=" + account.uid());
    all.add("--regid=" + account.gid());
    all.addAll(List.of("--init-groups", "--inh-caps=-all", "--"));
    all.addAll(words);
    return all;
  }

  private Path where(Path usual) {
    if (directory != null) {
      return usual.resolve(directory);
    }
    return Files.isDirectory(usual) ? usual : Path.of("/");
  }
}
