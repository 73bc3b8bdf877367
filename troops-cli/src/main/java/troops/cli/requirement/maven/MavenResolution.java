package troops.cli.requirement.maven;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.runtime.standalonestatic.StandaloneStaticRuntime;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.eclipse.aether.ConfigurationProperties;
import org.jspecify.annotations.Nullable;
import troops.cli.requirement.Maven;
import troops.cli.requirement.Progress;
import troops.cli.requirement.Resolution;

/// Resolves with MIMA, which sets Maven Resolver up as Maven itself would with the same settings.
public final class MavenResolution implements Resolution {
  /// A repository that says nothing for so long is given up.
  private static final Map<String, Object> TIME_LIMITS =
      Map.of(
          ConfigurationProperties.CONNECT_TIMEOUT, 10_000,
          ConfigurationProperties.REQUEST_TIMEOUT, 30_000);

  /// Makes one. Called by name.
  public MavenResolution() {}

  @Override
  public Outcome resolve(Question question, Progress progress) {
    Seen seen = new Seen();
    try (Substitutes substitutes = new Substitutes(question.wanted().substitutes())) {
      return with(
          question.maven(),
          progress,
          seen,
          context -> new Session(context, question, substitutes, seen).resolve(),
          bad -> bad);
    }
  }

  @Override
  public Outcome fetch(Order order, Progress progress) {
    return with(
        order.maven(),
        progress,
        new Seen(),
        context -> new Fetch(context, order).fetch(),
        bad -> bad);
  }

  @Override
  public Reading read(Inquiry inquiry, Progress progress) {
    return with(
        inquiry.maven(),
        progress,
        new Seen(),
        context -> new ProjectReader(context, inquiry).read(),
        Reading.Unread::new);
  }

  private static <T> T with(
      Maven maven,
      Progress progress,
      Seen seen,
      Function<Context, T> answer,
      Function<Outcome.BadSettings, T> otherwise) {
    try (Context context = open(maven, new Downloads(progress), seen)) {
      return answer.apply(context);
    } catch (IllegalStateException e) {
      if (Causes.first(e, SettingsBuildingException.class) != null) {
        return otherwise.apply(new Outcome.BadSettings(Causes.of(e).lines()));
      }
      throw e;
    }
  }

  private static Context open(Maven maven, Downloads downloads, Seen seen) {
    ContextOverrides.Builder overrides =
        ContextOverrides.create()
            .withUserSettings(true)
            .withMavenUserHomeOverride(maven.home())
            .withUserSettingsXmlOverride(maven.settings())
            .checksumPolicy(ContextOverrides.ChecksumPolicy.FAIL)
            .ignoreArtifactDescriptorRepositories(true)
            .repositories(List.of(ContextOverrides.CENTRAL))
            .addRepositoriesOp(ContextOverrides.AddRepositoriesOp.APPEND)
            .configProperties(TIME_LIMITS)
            .transferListener(downloads)
            .repositoryListener(seen);
    @Nullable Path local = maven.localRepository();
    if (local != null) {
      overrides.withLocalRepositoryOverride(local);
    }
    return new StandaloneStaticRuntime().create(overrides.build());
  }
}
