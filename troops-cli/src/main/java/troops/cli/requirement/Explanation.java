package troops.cli.requirement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

/// Tells a person why a requirement can't be had, and which line asks for it.
final class Explanation {
  private static final int FAULTS_SHOWN = 5;

  private final Requirements requirements;
  private final Maven maven;

  Explanation(Requirements requirements, Maven maven) {
    this.requirements = requirements;
    this.maven = maven;
  }

  /// Makes the problem.
  Problem of(Resolution.Outcome.Unresolved unresolved) {
    List<Resolution.Fault> faults = unresolved.faults();
    Resolution.Fault first = faults.getFirst();
    List<String> details = new ArrayList<>();
    for (Resolution.Fault fault : faults.subList(0, Math.min(faults.size(), FAULTS_SHOWN))) {
      if (!fault.equals(first)) {
        details.add(where(fault) + ": " + what(fault));
      }
      if (fault.path().size() > 1) {
        details.add("needed by " + String.join(" > ", fault.path()));
      }
      fault.causes().forEach(cause -> details.add("  " + cause));
    }
    if (faults.size() > FAULTS_SHOWN) {
      details.add("and " + (faults.size() - FAULTS_SHOWN) + " more");
    }
    boolean asked = first.reason() != Resolution.Reason.NOT_SECURE;
    if (asked && !unresolved.repositories().isEmpty()) {
      details.add("asked: " + String.join(", ", unresolved.repositories()));
    }
    String more = faults.size() == 1 ? "" : " (and " + (faults.size() - 1) + " more)";
    return new Problem(
        Kind.UNRESOLVED_REQUIREMENT,
        where(first) + ": " + what(first) + more,
        details,
        hint(first),
        null);
  }

  /// The lines that ask for it, file by file.
  private String where(Resolution.Fault fault) {
    Map<String, String> lines = new LinkedHashMap<>();
    List<Requirement> all = new ArrayList<>(requirements.list());
    all.addAll(requirements.boms());
    for (Requirement requirement : all) {
      if (asksFor(requirement, fault)) {
        Place place = requirement.place();
        String line = String.valueOf(place.line());
        lines.merge(place.file(), line, (before, more) -> before + "," + more);
      }
    }
    return lines.isEmpty()
        ? requirements.name()
        : lines.entrySet().stream()
            .map(file -> file.getKey() + ":" + file.getValue())
            .collect(Collectors.joining(", "));
  }

  /// Where the path isn't known, all lines may have led to it.
  private static boolean asksFor(Requirement requirement, Resolution.Fault fault) {
    if (fault.path().isEmpty()) {
      return true;
    }
    return (fault.path().getFirst() + ":").startsWith(requirement.name() + ":");
  }

  private String what(Resolution.Fault fault) {
    String subject = fault.coordinates();
    return switch (fault.reason()) {
      case NOT_FOUND -> subject + " is in none of the repositories";
      case NO_CONNECTION -> subject + " can't be fetched: the repository can't be reached";
      case NOT_ALLOWED -> subject + " can't be fetched: the repository asks for credentials";
      case NOT_TRUSTED -> subject + " can't be fetched: the repository's certificate isn't trusted";
      case BAD_CHECKSUM -> subject + " can't be used: it doesn't have the checksum it should have";
      case NOT_SECURE -> "a repository would be asked without HTTPS";
      case NONE_WANTED -> "no version of " + subject + " is wanted";
      case CONFLICT -> "no version of " + subject + " fits all that need it";
      case NO_VERSION -> "none of the BOMs names a version of " + subject;
      case BAD_NAME -> "a library needs " + subject + ", whose name leads out of any repository";
      case NEWER_TROOPS -> "a library needs " + subject + ", which is newer than this Troops";
      case OTHER -> (subject.isEmpty() ? "the requirements" : subject) + " can't be resolved";
    };
  }

  private String hint(Resolution.Fault fault) {
    return switch (fault.reason()) {
      case NOT_FOUND ->
          "check spelling and version; repositories beside Maven Central are named by --repository"
              + " or in "
              + maven.settings();
      case NO_CONNECTION ->
          "check the network; proxies and mirrors are named in " + maven.settings();
      case NOT_ALLOWED ->
          "name the credentials in %s, as a server with the repository's id"
              .formatted(maven.settings());
      case NOT_TRUSTED ->
          "have the machine trust whoever signed it: a file in /usr/local/share/ca-certificates, and"
              + " sudo update-ca-certificates";
      case BAD_CHECKSUM ->
          "try again; if it stays so, tell whoever runs the repository, and don't use the file";
      case NOT_SECURE ->
          "name the repository by its https: or file: address in %s, or allow it with --allow-http"
              .formatted(maven.settings());
      case NONE_WANTED -> "pre-releases are wanted only where one is named, as in >= 2.0-rc1";
      case CONFLICT ->
          "widen the range that you can, or exclude the library from one that needs it";
      case NO_VERSION -> "write " + fault.coordinates() + ":VERSION, or leave it out";
      case BAD_NAME -> "don't use the library that needs it, and tell whoever runs the repository";
      case NEWER_TROOPS -> "install that version of Troops, or require an older library";
      case OTHER -> "what went wrong is told above; Maven's settings are in " + maven.settings();
    };
  }
}
