package dev.plimsoll.properties.engine;

import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.properties.engine.CheckDescriptor.OfClaim;
import dev.plimsoll.properties.engine.CheckDescriptor.OfModel;
import dev.plimsoll.properties.text.TraceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;

/// Runs the tests that were discovered: one search for each model, whose claims share it; one more
/// for each violated claim that leaves others undecided.
final class Execution {

  private final EngineExecutionListener listener;
  private final Path folder;

  Execution(EngineExecutionListener listener, Path folder) {
    this.listener = listener;
    this.folder = folder;
  }

  void run(TestDescriptor descriptor) {
    listener.executionStarted(descriptor);
    TestExecutionResult result;
    try {
      if (descriptor instanceof OfModel model) {
        check(model);
      } else {
        List.copyOf(descriptor.getChildren()).forEach(this::run);
      }
      result = TestExecutionResult.successful();
    } catch (RuntimeException | Error e) {
      result = TestExecutionResult.failed(e);
    }
    listener.executionFinished(descriptor, result);
  }

  private void check(OfModel model) {
    var tests = new LinkedHashMap<String, OfClaim>();
    for (var child : model.getChildren()) {
      var test = (OfClaim) child;
      tests.put(test.claim(), test);
    }
    while (!tests.isEmpty()) {
      var options = SearchOptions.defaults().withClaims(tests.keySet());
      var result = Search.check(model.configured().model(), options);
      var decided = decided(result);
      for (var claim : decided) {
        var test = Objects.requireNonNull(tests.remove(claim.name()));
        listener.executionStarted(test);
        listener.executionFinished(test, judge(model, result, claim));
      }
    }
  }

  /// The claims to report on. A search ends at the first violation, which may leave others
  /// undecided: they are searched for again without it.
  private static List<ClaimResult> decided(CheckResult result) {
    var violated = result.claims().stream().anyMatch(claim -> claim.status() == Status.VIOLATED);
    return violated
        ? result.claims().stream().filter(claim -> claim.status() != Status.UNDECIDED).toList()
        : result.claims();
  }

  private TestExecutionResult judge(OfModel model, CheckResult result, ClaimResult claim) {
    return switch (claim.status()) {
      case HOLDS, SEEN -> TestExecutionResult.successful();
      case VIOLATED -> TestExecutionResult.failed(new AssertionError(violation(model, claim)));
      case NEVER_SEEN ->
          TestExecutionResult.failed(
              new AssertionError(
                  "%s: never seen \"%s\" in all %,d states"
                      .formatted(model.getDisplayName(), claim.name(), result.distinct())));
      case UNDECIDED -> undecided(model, result, claim);
    };
  }

  private String violation(OfModel model, ClaimResult claim) {
    var lines = new ArrayList<String>();
    var name = model.getDisplayName();
    lines.add("%s: violated %s \"%s\"".formatted(name, claim.kind(), claim.name()));
    var trace = claim.trace();
    if (trace != null) {
      lines.addAll(TraceText.of(trace, "<- violates \"%s\"".formatted(claim.name())));
      for (var recorder : ServiceLoader.load(CounterexampleRecorder.class)) {
        var parameters = model.configured().parameters();
        lines.addAll(recorder.record(folder, name, parameters, claim));
      }
    }
    return String.join("\n", lines);
  }

  /// The model itself failed: then no claim is decided, and the test fails with what was thrown.
  /// Otherwise the search met a bound, which is neither a success nor a failure.
  private static TestExecutionResult undecided(
      OfModel model, CheckResult result, ClaimResult claim) {
    var failure = result.failure();
    if (failure != null) {
      var what =
          "%s: \"%s\" threw an exception, so \"%s\" is not decided"
              .formatted(model.getDisplayName(), failure.where(), claim.name());
      var lines = new ArrayList<>(List.of(what));
      lines.addAll(TraceText.of(failure.trace(), "<- here"));
      return TestExecutionResult.failed(
          new AssertionError(String.join("\n", lines), failure.cause()));
    }
    return TestExecutionResult.aborted(
        new AssertionError(
            "%s: \"%s\" is not decided, the search stopped: %s"
                .formatted(model.getDisplayName(), claim.name(), result.stopped())));
  }
}
