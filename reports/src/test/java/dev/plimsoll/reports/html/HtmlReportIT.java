package dev.plimsoll.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.reports.RunReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/// Opens pages in a browser, without a network, and uses them as their readers do.
final class HtmlReportIT extends InABrowser {

  private static final String HOSTILE =
      "</script><img src=x onerror=\"document.title='taken'\">' onfocus='x";

  private void openViolated(String fragment) throws IOException {
    browser().open("violated.html", HtmlReport.render(Runs.violated()), fragment);
  }

  @Test
  void everyPageOpensFromAFileWithoutAComplaintAndWithoutABarrier() throws IOException {
    var pages =
        Map.of(
            "violated.html", HtmlReport.render(Runs.violated()),
            "holding.html", HtmlReport.render(Runs.holding()),
            "incident.html", RealRuns.page("incident/M79", Map.of()),
            "loop.html", RealRuns.page("lock", Map.of("fair", "weakly")),
            "raft.html",
                RealRuns.page("bounded-raft", Map.of("max-term", "1", "bug", "double-vote")),
            "index.html", index(List.of(Runs.violated(), Runs.holding())));

    assertThat(faults(pages)).isEmpty();
  }

  @Test
  void aNarrowPageDoesNotScrollSideways() throws IOException {
    try {
      browser().resize(520, 900);
      for (var model : List.of("incident/M79", "two-phase-commit")) {
        browser().open("narrow.html", RealRuns.page(model, Map.of()), "");
        assertThat(browser().ask("return document.documentElement.scrollWidth <= innerWidth"))
            .isEqualTo(true);
      }
    } finally {
      browser().resize(1200, 900);
    }
  }

  @Test
  void aLinkToAStepLeadsToIt() throws IOException {
    openViolated("#step-3");
    assertThat(browser().focused()).isEqualTo("step-3");
    assertThat(browser().isInSight("step-3")).isTrue();
  }

  @Test
  void theKeysMoveFromStepToStep() throws IOException {
    openViolated("");
    browser().press("j");
    assertThat(browser().focused()).isEqualTo("step-0");
    browser().press("jj", Keys.ARROW_DOWN);
    assertThat(browser().focused()).isEqualTo("step-3");
    assertThat(browser().driver().getCurrentUrl()).endsWith("#step-3");
    browser().press("k");
    assertThat(browser().focused()).isEqualTo("step-2");
    browser().press(Keys.ARROW_UP);
    assertThat(browser().focused()).isEqualTo("step-1");
    assertThat(browser().isInSight("step-1")).isTrue();
    browser().press("s");
    assertThat(browser().ask("return document.querySelector('#step-1 details').open"))
        .isEqualTo(true);
  }

  @Test
  void aQuestionMarkShowsTheKeys() throws IOException {
    openViolated("");
    browser().press("?");
    assertThat(browser().driver().findElement(By.id("keys")).isDisplayed()).isTrue();
    browser().press("?");
    assertThat(browser().driver().findElement(By.id("keys")).isDisplayed()).isFalse();
  }

  @Test
  void aSearchGoesToTheStepsThatItFinds() throws IOException {
    openViolated("");
    browser().press("/");
    assertThat(browser().focused()).isEqualTo("search");
    browser().press("become leader");
    assertThat(found()).isEqualTo("2 found");
    assertThat(browser().driver().getCurrentUrl()).endsWith("#step-12");
    browser().press(Keys.ENTER);
    assertThat(browser().driver().getCurrentUrl()).endsWith("#step-13");
    assertThat(browser().isInSight("step-13")).isTrue();
    browser().press("jj");
    assertThat(found()).as("letters in the search are no commands").isEqualTo("nothing found");
    browser().press(Keys.ESCAPE);
    browser().press("j");
    assertThat(browser().focused()).isEqualTo("step-13");
  }

  @Test
  void stepsInWhichComponentsOnlyHearCanBeHiddenAndAreShownAgainWhenAskedFor() throws IOException {
    browser().open("brief.html", RealRuns.page("incident/M20a", Map.of()), "");
    browser().driver().findElement(By.cssSelector("[data-steps='steps']")).click();
    browser().ask("document.activeElement.blur()");
    browser().press("jjj");
    assertThat(browser().focused()).as("step 2 is one of them").isEqualTo("step-3");
    assertThat(isDisplayed("step-2")).isFalse();
    browser().ask("location.hash = '#step-2'");
    browser().waitFor("document.activeElement.id === 'step-2'");
    assertThat(isDisplayed("step-2")).isTrue();
  }

  private boolean isDisplayed(String id) {
    return browser().driver().findElement(By.id(id)).isDisplayed();
  }

  private @Nullable Object found() {
    return browser().ask("return document.querySelector('output').textContent");
  }

  @Test
  void aHiddenLaneTakesItsMessagesAlongAndASearchBringsItBack() throws IOException {
    openViolated("");
    var whole = width();
    var box = browser().driver().findElement(By.cssSelector(".choice input"));
    box.click();
    assertThat(width()).isLessThan(whole);
    assertThat(visible("[data-from='0'], [data-to='0']")).isEqualTo(0);
    assertThat(visible("[data-from='1'][data-to='2']")).isPositive();
    assertThat(arrowsThatLeaveTheDrawing()).isEqualTo(0);
    browser().press("/", "term: 1, src: 0, dst: 1");
    assertThat(box.isSelected()).isTrue();
    assertThat(width()).isEqualTo(whole);
  }

  private long width() {
    return number("document.querySelector('.drawing svg').width.baseVal.value");
  }

  private long visible(String selector) {
    return number(
        "[...document.querySelectorAll(\".drawing :is(%s)\")].filter(it => it.style.display === '')"
                .formatted(selector)
            + ".length");
  }

  private long arrowsThatLeaveTheDrawing() {
    return number(
        "[...document.querySelectorAll('.drawing .message')].filter(it => it.style.display === ''"
            + " && it.getBBox().x + it.getBBox().width >"
            + " document.querySelector('.drawing svg').width.baseVal.value).length");
  }

  private long number(String expression) {
    return ((Number) Objects.requireNonNull(browser().ask("return " + expression))).longValue();
  }

  @Test
  void theSurroundingsCanBeZoomed() throws IOException {
    browser().open("zoom.html", RealRuns.page("incident/M79", Map.of()), "");
    var before = number("document.querySelector('.around svg').width.baseVal.value");
    browser().driver().findElement(By.cssSelector("[data-zoom='1.25']")).click();
    var after = number("document.querySelector('.around svg').width.baseVal.value");
    assertThat(after).isEqualTo(Math.round(before * 1.25));
  }

  @Test
  void theDarkPageIsDarkAndTheLightPageLight() throws IOException {
    openViolated("");
    browser().prefer("dark");
    assertThat(browser().brightness("background-color")).isLessThan(60);
    assertThat(browser().brightness("color")).isGreaterThan(180);
    browser().prefer("light");
    assertThat(browser().brightness("background-color")).isGreaterThan(220);
    assertThat(browser().brightness("color")).isLessThan(60);
  }

  private static String index(List<RunReport> runs) {
    return HtmlReport.renderIndex(
        runs.stream().map(run -> HtmlReport.indexRow(run, run.model() + ".html")).toList());
  }

  @Test
  void hostileNamesStayText() throws IOException {
    var steps = List.of(Runs.step("", HOSTILE, "a"), Runs.step(HOSTILE, HOSTILE, HOSTILE));
    var run = Runs.of(HOSTILE, HOSTILE, new Trace(steps));
    for (var page :
        List.of(
            HtmlReport.render(run),
            HtmlReport.renderIndex(List.of(HtmlReport.indexRow(run, HOSTILE))))) {
      browser().open("hostile.html", page, "#" + HOSTILE.replace(" ", "%20"));
      assertThat(browser().driver().getPageSource()).contains("&lt;img src=x");
      assertThat(browser().driver().getTitle()).isNotEqualTo("taken");
      assertThat(browser().driver().findElements(By.tagName("img"))).isEmpty();
      assertThat(browser().complaints()).isEmpty();
    }
  }

  @Test
  void aThousandStepsCanBeUsed() throws IOException {
    var page = HtmlReport.render(Runs.of("long", "claim", Runs.pings(1_000)));
    assertThat(page).hasSizeLessThan(5_000_000).contains("id=\"step-1000\"");
    browser().open("long.html", page, "#step-777");
    assertThat(browser().focused()).isEqualTo("step-777");
    assertThat(browser().isInSight("step-777")).isTrue();
    var begun = System.nanoTime();
    browser().press("j", "j", "j");
    browser().press("/", "ping 900");
    assertThat(browser().driver().getCurrentUrl()).endsWith("#step-900");
    browser().driver().findElement(By.cssSelector(".choice input")).click();
    assertThat((System.nanoTime() - begun) / 1_000_000_000.0).isLessThan(10);
    assertThat(browser().complaints()).isEmpty();
  }

  @Test
  void theRunsOfAnIndexCanBeSearchedAndChosenByTheirAnswers() throws IOException {
    var runs = new ArrayList<>(List.of(Runs.violated(), Runs.holding()));
    browser().open("index.html", index(runs), "");
    browser().press("/", "two-phase");
    assertThat(shownRuns()).containsExactly("two-phase-commit");
    browser().press(Keys.ESCAPE);
    browser().driver().findElement(By.cssSelector("input[value='Holds']")).click();
    assertThat(shownRuns()).containsExactly("bounded-raft");
    browser().ask("document.activeElement.blur()");
    browser().press("j");
    assertThat(browser().ask("return document.activeElement.getAttribute('href')"))
        .isEqualTo("bounded-raft.html");
  }

  private List<String> shownRuns() {
    return browser()
        .texts(
            "return [...document.querySelectorAll('#runs tbody tr:not([hidden]) th a')]"
                + ".map(it => it.textContent)");
  }
}
