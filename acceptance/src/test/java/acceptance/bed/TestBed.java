package acceptance.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/// Gives each test that asks for it a [Bed] of its own, or all tests of a class one bed, if
/// `@BeforeAll` asks for it. When a test fails, its message ends with what happened on the bed.
/// Where nodes can't be booted, the tests are skipped, with a line that says why; in continuous
/// integration they fail.
public final class TestBed
    implements ExecutionCondition,
        ParameterResolver,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(TestBed.class);
  private static final String OBSTACLE = Machine.obstacle();
  private static final AtomicBoolean TOLD = new AtomicBoolean();

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (OBSTACLE.isEmpty()) {
      return ConditionEvaluationResult.enabled("nodes can be booted");
    }
    if (System.getenv("CI") != null) {
      throw new IllegalStateException(
          "in continuous integration, a skip is a failure: " + OBSTACLE);
    }
    if (!TOLD.getAndSet(true)) {
      System.out.println("skipping the tests on Debian nodes: " + OBSTACLE);
    }
    return ConditionEvaluationResult.disabled(OBSTACLE);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Bed.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    // What a store holds is closed when its context ends, whatever has happened.
    return context.getStore(NAMESPACE).computeIfAbsent("bed", key -> open(), Bed.class);
  }

  private static Bed open() {
    try {
      return Bed.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw explained(context, failure);
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw explained(context, failure);
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw explained(context, failure);
  }

  private static Throwable explained(ExtensionContext context, Throwable failure) {
    Bed bed = context.getStore(NAMESPACE).get("bed", Bed.class);
    if (bed != null) {
      failure.addSuppressed(new OnTheBed(bed.state()));
    }
    return failure;
  }

  /// What happened on the bed of a test that failed.
  private static final class OnTheBed extends Exception {
    private static final long serialVersionUID = 1;

    OnTheBed(String state) {
      super(state, null, false, false);
    }
  }
}
