package dev.plimsoll.counterexamples.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.counterexamples.Counterexamples;
import dev.plimsoll.counterexamples.Overshoot;
import dev.plimsoll.properties.engine.CheckModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

final class CorpusRecorderTest {

  @TempDir Path folder;

  @CheckModels(Overshoot.Listed.class)
  static final class Broken {}

  @Test
  void aFailingClaimNamesTheFileOfItsTraceAndHowToReplayIt() throws IOException {
    var results = check(Broken.class);

    results.testEvents().assertStatistics(s -> s.started(5).succeeded(2).failed(3));
    var file = folder.resolve("overshoot/never-more-pods-than-replicas.itf.json");
    assertThat(messages(results).getFirst())
        .startsWith("overshoot: violated always \"never more pods than replicas\"\n  0  initially")
        .endsWith("trace    " + file + "\nreplay   ./plimsoll replay " + file);
    assertThat(new Corpus(folder).files()).hasSize(2).contains(file);
    assertThat(Corpus.read(file)).isEqualTo(Counterexamples.tooManyPods());
  }

  @Test
  void theCatalogHasATestForEachClaimWhenRunAsSurefireDoes() {
    var claims =
        Catalog.load().sound().stream()
            .mapToInt(model -> model.configure(Map.of()).model().claims().size())
            .sum();

    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass("dev.plimsoll.counterexamples.ModelsTest"))
            .build();
    try (var session = LauncherFactory.openSession()) {
      var plan = session.getLauncher().discover(request);
      assertThat(plan.countTestIdentifiers(test -> test.isTest())).isEqualTo(claims).isPositive();
    }
  }

  private EngineExecutionResults check(Class<?> type) {
    return EngineTestKit.engine("plimsoll")
        .configurationParameter("plimsoll.counterexamples", folder.toString())
        .selectors(selectClass(type))
        .execute();
  }

  private static List<String> messages(EngineExecutionResults results) {
    return results.testEvents().failed().stream()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
        .map(result -> String.valueOf(result.getThrowable().orElseThrow().getMessage()))
        .toList();
  }
}
