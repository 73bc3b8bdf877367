package troops.cli.requirement.maven;

import eu.maveniverse.maven.mima.context.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.maven.model.Model;
import org.apache.maven.model.Resource;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.model.building.DefaultModelBuildingRequest;
import org.apache.maven.model.building.ModelBuildingException;
import org.apache.maven.model.building.ModelBuildingRequest;
import org.apache.maven.model.building.ModelBuildingResult;
import org.apache.maven.model.building.ModelProblem;
import org.codehaus.plexus.util.DirectoryScanner;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import troops.cli.requirement.Project;
import troops.cli.requirement.Resolution;
import troops.cli.requirement.Resolution.Outcome;
import troops.cli.requirement.Resolution.Reading;
import troops.cli.requirement.Resolution.Reading.Unfit;
import troops.cli.requirement.version.Letters;

/// Reads a pom as Maven does, with its parents, the BOMs that it imports, and the profiles that are
/// active without being asked for.
final class ProjectReader {
  private static final int SHOWN = 10;
  private static final String POM = "pom.xml";

  /// What the resources plugin would put something else in the place of.
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]+}|@[A-Za-z][\\w.-]*@");

  private final Context context;
  private final Resolution.Inquiry inquiry;
  private final List<RemoteRepository> repositories;
  private final Path base;

  ProjectReader(Context context, Resolution.Inquiry inquiry) {
    this.context = context;
    this.inquiry = inquiry;
    this.repositories = Repositories.of(context, inquiry.sources(), inquiry.maven().authorities());
    this.base = inquiry.root().resolve(inquiry.directory()).normalize();
  }

  Reading read() {
    Optional<Resolution.Fault> insecure = Addresses.insecure(repositories);
    if (insecure.isPresent() && !inquiry.sources().allowHttp()) {
      return unread(insecure.get());
    }
    ParentPoms parents = new ParentPoms(context, repositories);
    try {
      ModelBuildingResult result =
          new DefaultModelBuilderFactory().newInstance().build(request(parents));
      Optional<Unfit> obstacle =
          strayParent(result).or(() -> BuildRules.obstacle(result.getEffectiveModel()));
      return obstacle.isPresent() ? obstacle.get() : project(result.getEffectiveModel(), parents);
    } catch (ModelBuildingException e) {
      return failed(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ModelBuildingRequest request(ParentPoms parents) {
    Properties properties = new Properties();
    properties.putAll(System.getProperties());
    return new DefaultModelBuildingRequest()
        .setPomFile(base.resolve(POM).toFile())
        .setValidationLevel(ModelBuildingRequest.VALIDATION_LEVEL_MINIMAL)
        .setProcessPlugins(true)
        .setSystemProperties(properties)
        .setModelResolver(parents);
  }

  private Reading unread(Resolution.Fault fault) {
    return new Reading.Unread(
        new Outcome.Unresolved(List.of(fault), Addresses.shown(repositories)));
  }

  private Reading failed(ModelBuildingException failure) {
    for (ModelProblem problem : failure.getProblems()) {
      ArtifactResolutionException missing =
          problem.getException() == null
              ? null
              : Causes.first(problem.getException(), ArtifactResolutionException.class);
      if (missing != null) {
        String coordinates =
            Coordinates.of(missing.getResults().getFirst().getRequest().getArtifact());
        return unread(
            Causes.worst(missing.getResults().getFirst().getExceptions())
                .fault(coordinates, List.of(coordinates)));
      }
    }
    List<String> lines =
        failure.getProblems().stream().limit(SHOWN).map(ModelProblem::getMessage).toList();
    return new Unfit("Maven can't understand its pom", lines, "mend the pom");
  }

  /// Poms that were read beside this one are told apart from others by their name: what was built
  /// is used again while those are the same.
  private Optional<Unfit> strayParent(ModelBuildingResult result) throws IOException {
    Path root = inquiry.root().toRealPath();
    for (String id : result.getModelIds()) {
      Model raw = result.getRawModel(id);
      if (raw != null && raw.getPomFile() != null) {
        Path file = raw.getPomFile().toPath().toRealPath();
        if (!file.startsWith(root) || !file.endsWith(POM)) {
          return Optional.of(
              new Unfit(
                  "its pom has a parent that isn't a pom.xml of the same sources: "
                      + raw.getParent(),
                  List.of(),
                  "name the parent's pom.xml in relativePath, or publish the parent"));
        }
      }
    }
    return Optional.empty();
  }

  private Reading project(Model model, ParentPoms parents) throws IOException {
    boolean named =
        Letters.isName(model.getGroupId())
            && Letters.isName(model.getArtifactId())
            && Letters.isVersion(model.getVersion());
    if (!named) {
      return new Unfit(
          "its pom has no proper coordinates: " + model.getId(), List.of(), "mend the pom");
    }
    Optional<String> sources = below(model.getBuild().getSourceDirectory());
    if (sources.isEmpty()) {
      return outside(model.getBuild().getSourceDirectory());
    }
    Map<String, String> resources = new TreeMap<>();
    for (Resource resource : model.getBuild().getResources()) {
      Optional<Unfit> obstacle = add(resource, resources);
      if (obstacle.isPresent()) {
        return obstacle.get();
      }
    }
    return new Reading.Understood(
        new Project(
            FlatPom.used(model, inquiry.place()),
            FlatPom.built(model, inquiry.place()),
            names(model),
            sources.get(),
            resources,
            parents.seen()));
  }

  private static List<String> names(Model model) {
    return model.getDependencies().stream()
        .filter(dependency -> !"test".equals(dependency.getScope()))
        .map(dependency -> dependency.getGroupId() + ":" + dependency.getArtifactId())
        .distinct()
        .toList();
  }

  /// A folder of the project, relative to it.
  private Optional<String> below(String directory) {
    Path path = base.resolve(directory).normalize();
    return path.startsWith(base) ? Optional.of(base.relativize(path).toString()) : Optional.empty();
  }

  private static Unfit outside(String directory) {
    return new Unfit(
        "its pom takes files from outside its folder: " + directory,
        List.of(),
        "put them into the folder of the pom");
  }

  private Optional<Unfit> add(Resource resource, Map<String, String> files) throws IOException {
    Optional<String> folder = below(resource.getDirectory());
    String target = resource.getTargetPath() == null ? "" : resource.getTargetPath();
    Path place = Path.of("/").resolve(target).normalize();
    if (folder.isEmpty()) {
      return Optional.of(outside(resource.getDirectory()));
    }
    if (!Files.isDirectory(base.resolve(folder.get()))) {
      return Optional.empty();
    }
    for (String file : matching(resource, base.resolve(folder.get()))) {
      String path = Path.of(folder.get()).resolve(file).toString();
      if (resource.isFiltering() && hasPlaceholder(base.resolve(path))) {
        return Optional.of(
            new Unfit(
                "its pom has Maven fill in " + path,
                List.of(),
                "write what is to be there into the file, and switch filtering off"));
      }
      files.put(place.resolve(file).toString().substring(1), path);
    }
    return Optional.empty();
  }

  private static String[] matching(Resource resource, Path directory) {
    DirectoryScanner scanner = new DirectoryScanner();
    scanner.setBasedir(directory.toFile());
    if (!resource.getIncludes().isEmpty()) {
      scanner.setIncludes(resource.getIncludes().toArray(new String[0]));
    }
    scanner.setExcludes(resource.getExcludes().toArray(new String[0]));
    scanner.addDefaultExcludes();
    scanner.setFollowSymlinks(false);
    scanner.scan();
    return scanner.getIncludedFiles();
  }

  private static boolean hasPlaceholder(Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    return PLACEHOLDER.matcher(text).find();
  }
}
