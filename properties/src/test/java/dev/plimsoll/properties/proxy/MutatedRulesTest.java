package dev.plimsoll.properties.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.routes.Expectation;
import dev.plimsoll.network.routes.Finding;
import dev.plimsoll.network.routes.Routes;
import dev.plimsoll.network.routes.RoutesReport;
import dev.plimsoll.network.routes.ServiceRoute;
import dev.plimsoll.properties.proxy.DumpMutation.Kind;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.BeforeProperty;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.opentest4j.TestAbortedException;

/// One rule of a real table is altered: `routes` must name it, if any packet can tell.
final class MutatedRulesTest {

  private static final int LARGEST_DUMP = 60_000;

  private List<RecordedSync> corpus = List.of();

  @BeforeProperty
  void findTheCorpus() {
    corpus = Recordings.corpus();
  }

  /// Says why the property is skipped where nothing was recorded: an assumption that fails within
  /// it would count as a try.
  static final class WithoutRecordings implements SkipExecutionHook {
    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
      try {
        Recordings.corpus();
        return SkipResult.doNotSkip();
      } catch (TestAbortedException e) {
        return SkipResult.skip(e.getMessage());
      }
    }
  }

  @AddLifecycleHook(WithoutRecordings.class)
  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void aRuleThatSendsPacketsElsewhereIsNamed(@ForAll long seed, @ForAll Kind kind) {
    var random = new Random(seed);
    var sync = anySmall(corpus, random);
    DumpMutation.of(sync.save(), kind, random)
        .ifPresent(
            mutation -> {
              var before = analyse(sync, sync.save());
              var after = analyse(sync, mutation.text());
              if (behaviour(before).equals(behaviour(after))) {
                assertThat(after.findings())
                    .as("%s: %s", sync, mutation.original())
                    .allMatch(finding -> finding.kind() == Finding.Kind.SERVICE_UNKNOWN);
              } else {
                assertThat(after.findings())
                    .as("%s: %s of line %d: %s", sync, kind, mutation.line(), mutation.original())
                    .anyMatch(finding -> names(finding, mutation));
              }
            });
  }

  private static RecordedSync anySmall(List<RecordedSync> syncs, Random random) {
    return Stream.generate(() -> syncs.get(random.nextInt(syncs.size())))
        .filter(sync -> sync.save().length() < LARGEST_DUMP)
        .findFirst()
        .orElseThrow();
  }

  private static RoutesReport analyse(RecordedSync sync, String dump) {
    var rules = Dump.parse(sync + " save.txt", dump).load();
    return Routes.analyse(rules, sync.manifests(), sync.node(), sync.config());
  }

  /// What packets can tell: where they end, how likely, and whether their source was rewritten.
  /// Ways to the same end count as one. The source of packets that no Service is for is of no
  /// concern.
  private static List<Map<String, String>> behaviour(RoutesReport report) {
    return report.routes().stream().map(MutatedRulesTest::ends).toList();
  }

  private static Map<String, String> ends(ServiceRoute route) {
    return route.outcomes().stream()
        .collect(
            Collectors.groupingBy(
                outcome -> end(outcome, route.expected()),
                Collectors.collectingAndThen(
                    Collectors.summingDouble(outcome -> outcome.likelihood().chance()),
                    "%.7f"::formatted)));
  }

  private static String end(Outcome outcome, Expectation expected) {
    var masqueraded = expected instanceof Expectation.Endpoints && outcome.masqueraded();
    return "%s %s %s %s"
        .formatted(
            outcome.verdict(),
            outcome.destination(),
            masqueraded,
            outcome.likelihood().assumptions());
  }

  /// A rule that was taken out is named by its text, one of two that changed places by either line.
  private static boolean names(Finding finding, DumpMutation mutation) {
    var line = finding.rule().map(rule -> rule.step().line()).orElse(0);
    var missing = finding.missing().orElse("").replace("\"", "");
    return switch (mutation.what()) {
      case DELETE -> missing.equals(mutation.original().replace("\"", ""));
      case SWAP -> line == mutation.line() || line == mutation.line() + 1;
      case PROBABILITY, DNAT_ADDRESS, DNAT_PORT, TARGET, DESTINATION, PORT, REFUSAL, NEGATION ->
          line == mutation.line();
    };
  }
}
