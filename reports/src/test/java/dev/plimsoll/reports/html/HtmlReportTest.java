package dev.plimsoll.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class HtmlReportTest {

  private static final String HOSTILE =
      "</style></script><script>alert('\"1\"')</script>&\"' onload='x";

  @Test
  void aViolationIsToldWithItsBoundsAndTheLengthOfItsTrace() {
    assertThat(HtmlReport.render(Runs.violated()))
        .contains(
            "“election safety” is violated with servers=3, max-term=1, bug=double-vote:"
                + " a shortest counterexample has 13 steps.")
        .contains("Searched breadth-first over 48,120 states to depth 13.");
  }

  @Test
  void aRunThatHoldsIsNeverCalledCorrect() {
    assertThat(HtmlReport.render(Runs.holding()))
        .contains("Both claims hold in every one of the 296,448 reachable states with managers=7")
        .doesNotContainIgnoringCase("correct");
  }

  @Test
  void theStepsOfTheFirstTraceAreLinkedByTheirNumberAlone() {
    var page = HtmlReport.render(Runs.violated());
    assertThat(page).contains("id=\"step-0\"", "id=\"step-13\"", "href=\"#step-7\"");
    assertThat(page).doesNotContain("id=\"step-14\"");
  }

  @Test
  void aStepShowsOnlyWhatItChanged() {
    var step = Traces.of(Runs.violated(), null).getFirst().steps().get(1);
    assertThat(step.changes())
        .extracting(TraceView.Difference::path)
        .containsExactly("server[0].term", "server[0].role", "server[0].voted", "server[0].votes");
  }

  @Test
  void aRuleThatNeverFiredIsSaidInWords() {
    assertThat(HtmlReport.render(Runs.violated()))
        .contains("<strong>Never fired:</strong> restart");
  }

  @Test
  void namesAndValuesOfAModelCannotBreakOutOfThePage() {
    var steps = List.of(Runs.step("", HOSTILE, "before"), Runs.step(HOSTILE, HOSTILE, HOSTILE));
    var page = HtmlReport.render(Runs.of(HOSTILE, HOSTILE, new Trace(steps)));
    assertThat(page).doesNotContain("<script>alert");
    assertThat(page).doesNotContain("=\"" + HOSTILE);
    assertThat(page.split("<script", -1)).hasSize(2);
    assertThat(page.split("</style", -1)).hasSize(2);
  }

  @Test
  void aPageNeedsNothingBesideIt() {
    assertThat(HtmlReport.render(Runs.violated()))
        .doesNotContain("http:", "https:", "src=", "url(h", "@import", "<iframe", "fetch(");
  }

  @Test
  void aGreatValueIsCut() {
    var many = Collections.nCopies(100_000, "word");
    var trace = new Trace(List.of(Runs.step("", "list", many), Runs.step("grow", "list", "x")));
    var page = HtmlReport.render(Runs.of("model", "claim", trace));
    assertThat(page).hasSizeLessThan(100_000).contains("… more", "… 99,960 more rows");
  }

  @Test
  void aLongTraceShowsItsFirstStepsAndItsLast() {
    var steps = new ArrayList<Trace.Step>();
    IntStream.range(0, 5_000).forEach(i -> steps.add(Runs.step("count", "number", i)));
    var page = HtmlReport.render(Runs.of("model", "claim", new Trace(steps)));
    assertThat(page).contains("3,999 steps not shown", "id=\"step-4999\"");
    assertThat(page).hasSizeLessThan(2_000_000);
  }
}
