package dev.plimsoll.properties.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

final class PlimsollTestEngineTest {

  private static final UniqueId FIXTURE =
      UniqueId.forEngine(PlimsollTestEngine.ID).append("class", Doors.Fixture.class.getName());

  @Test
  void eachClaimOfEachModelIsATest() {
    var results = run(selectClass(Doors.Fixture.class));

    results.testEvents().assertStatistics(s -> s.started(8).succeeded(4).failed(4).aborted(0));
    // the engine, the class and three models
    results.containerEvents().assertStatistics(s -> s.started(5).succeeded(5));
    assertThat(results.testEvents().succeeded().map(PlimsollTestEngineTest::name))
        .containsExactly(
            "bad-door: turns are counted",
            "good-door: open or shut",
            "good-door: open",
            "good-door: turns");
  }

  @Test
  void aViolatedClaimFailsWithItsTrace() {
    assertThat(failure("bad-door", "turned at most once"))
        .isEqualTo(
            """
            bad-door: violated always "turned at most once"
              0  initially  turns  0
              1  turn       turns  0 -> 1
              2  turn       turns  1 -> 2   <- violates "turned at most once\"\
            """);
  }

  @Test
  void aClaimThatWasNeverSeenFailsWithTheSizeOfWhatWasSearched() {
    assertThat(failure("bad-door", "turned ten times"))
        .isEqualTo("bad-door: never seen \"turned ten times\" in all 3 states");
  }

  @Test
  void aModelThatThrowsFailsWithWhatItThrew() {
    var failed =
        run(selectUniqueId(FIXTURE.append("model", "no-door"))).testEvents().failed().list();

    assertThat(failed).hasSize(1);
    assertThat(thrown(failed.getFirst()))
        .hasMessageContaining("\"turn\" threw an exception")
        .hasRootCauseMessage("the handle is off");
  }

  @Test
  void aUniqueIdSelectsOneModelOrOneClaim() {
    var model = FIXTURE.append("model", "good-door");
    run(selectUniqueId(model)).testEvents().assertStatistics(s -> s.started(3).succeeded(3));

    run(selectUniqueId(model.append("claim", "open or shut")))
        .testEvents()
        .assertStatistics(s -> s.started(1).succeeded(1));
    run(selectUniqueId(FIXTURE)).testEvents().assertStatistics(s -> s.started(8));
  }

  @Test
  void aPackageSelectsItsClasses() {
    run(selectPackage("dev.plimsoll.properties.engine"))
        .testEvents()
        .assertStatistics(s -> s.started(8));
  }

  @Test
  void whatIsNotOursIsLeftAlone() {
    run(
            selectClass(PlimsollTestEngineTest.class),
            selectMethod(Doors.class, "definitions"),
            selectPackage("no.such.place"))
        .allEvents()
        .assertStatistics(s -> s.started(1).succeeded(1).dynamicallyRegistered(0));
  }

  private static String failure(String model, String claim) {
    var id = FIXTURE.append("model", model).append("claim", claim);
    var failed = run(selectUniqueId(id)).testEvents().failed().list();
    assertThat(failed).hasSize(1);
    return String.valueOf(thrown(failed.getFirst()).getMessage());
  }

  private static Throwable thrown(Event event) {
    return event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow();
  }

  private static String name(Event event) {
    return event.getTestDescriptor().getDisplayName();
  }

  private static EngineExecutionResults run(DiscoverySelector... selectors) {
    return EngineTestKit.engine(PlimsollTestEngine.ID).selectors(selectors).execute();
  }
}
