package dev.plimsoll.reports.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.checker.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/// Opens pages in a headless Chromium, from a file, as their readers do.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HtmlReportIT {

  private static final List<Path> CHROMIUM =
      List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/google-chrome"));
  private static final Path CHROMEDRIVER = Path.of("/usr/bin/chromedriver");

  /// Where the pages stay, to be looked at.
  private static final Path PAGES = Path.of("target", "pages");

  private @Nullable ChromeDriver started;

  @BeforeAll
  void openTheBrowser(@TempDir Path profile) throws IOException {
    var chromium = CHROMIUM.stream().filter(Files::isExecutable).findFirst();
    assumeTrue(
        chromium.isPresent() && Files.isExecutable(CHROMEDRIVER),
        "there is no chromium with its chromedriver on this machine");
    var wanted = new LoggingPreferences();
    wanted.enable(LogType.BROWSER, Level.ALL);
    var options = new ChromeOptions();
    options.setBinary(chromium.get().toFile());
    options.setCapability("goog:loggingPrefs", wanted);
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1200,900",
        "--user-data-dir=" + profile);
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(CHROMEDRIVER.toFile())
            .usingAnyFreePort()
            .build();
    var browser = new ChromeDriver(service, options);
    started = browser;
    browser.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(30));
    Files.createDirectories(PAGES);
  }

  @AfterAll
  void closeTheBrowser() {
    if (started != null) {
      started.quit();
    }
  }

  private ChromeDriver browser() {
    return Objects.requireNonNull(started, "the browser is not open");
  }

  @Test
  void aPageOpensFromAFileWithoutACommentFromTheBrowser() throws IOException {
    open("violated.html", HtmlReport.render(Runs.violated()), "");
    assertThat(browser().findElement(By.id("verdict-word")).getText()).endsWith("Violated");
    open("holding.html", HtmlReport.render(Runs.holding()), "");
    assertThat(browser().findElement(By.id("verdict-word")).getText()).endsWith("Holds");
    assertThat(browser().manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
  }

  @Test
  void aLinkToAStepLeadsToIt() throws IOException {
    open("linked.html", HtmlReport.render(Runs.violated()), "#step-3");
    assertThat(focused()).isEqualTo("step-3");
    assertThat(isInSight("step-3")).isTrue();
  }

  @Test
  void theKeysMoveFromStepToStep() throws IOException {
    open("keys.html", HtmlReport.render(Runs.violated()), "");
    press("j");
    assertThat(focused()).isEqualTo("step-0");
    press("jjj");
    assertThat(focused()).isEqualTo("step-3");
    assertThat(browser().getCurrentUrl()).endsWith("#step-3");
    press("k");
    assertThat(focused()).isEqualTo("step-2");
    assertThat(isInSight("step-2")).isTrue();
  }

  @Test
  void aQuestionMarkShowsTheKeys() throws IOException {
    open("help.html", HtmlReport.render(Runs.violated()), "");
    press("?");
    assertThat(browser().findElement(By.id("keys")).isDisplayed()).isTrue();
    press("?");
    assertThat(browser().findElement(By.id("keys")).isDisplayed()).isFalse();
  }

  @Test
  void theDarkPageIsDarkAndTheLightPageLight() throws IOException {
    open("dark.html", HtmlReport.render(Runs.violated()), "");
    prefer("dark");
    assertThat(brightness("background-color")).isLessThan(60);
    assertThat(brightness("color")).isGreaterThan(180);
    prefer("light");
    assertThat(brightness("background-color")).isGreaterThan(220);
    assertThat(brightness("color")).isLessThan(60);
  }

  @Test
  void hostileNamesStayText() throws IOException {
    var hostile = "</script><img src=x onerror=\"document.title='taken'\">' onfocus='x";
    var steps = List.of(Runs.step("", hostile, "a"), Runs.step(hostile, hostile, hostile));
    open("hostile.html", HtmlReport.render(Runs.of(hostile, hostile, new Trace(steps))), "");
    assertThat(browser().findElement(By.tagName("h1")).getText()).contains("<img src=x");
    assertThat(browser().getTitle()).isNotEqualTo("taken");
    assertThat(browser().findElements(By.tagName("img"))).isEmpty();
  }

  private void open(String name, String page, String fragment) throws IOException {
    var file = PAGES.resolve(name).toAbsolutePath();
    Files.writeString(file, page);
    browser().get("about:blank");
    browser().get(file.toUri() + fragment);
  }

  private void press(String keys) {
    browser().switchTo().activeElement().sendKeys(keys);
  }

  private void prefer(String scheme) {
    var feature = Map.of("name", "prefers-color-scheme", "value", scheme);
    browser().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  private @Nullable Object focused() {
    return ask("return document.activeElement.id");
  }

  private boolean isInSight(String id) {
    return Boolean.TRUE.equals(
        ask(
            "const box = document.getElementById('%s').getBoundingClientRect();".formatted(id)
                + "return box.top >= 0 && box.bottom <= innerHeight"));
  }

  /// The mean of red, green and blue of a colour of the page, from 0 to 255.
  private double brightness(String property) {
    var colour = browser().findElement(By.tagName("body")).getCssValue(property);
    return Pattern.compile("\\d+")
        .matcher(colour)
        .results()
        .limit(3)
        .mapToInt(part -> Integer.parseInt(part.group()))
        .average()
        .orElseThrow();
  }

  private @Nullable Object ask(String script) {
    return browser().executeScript(script);
  }
}
