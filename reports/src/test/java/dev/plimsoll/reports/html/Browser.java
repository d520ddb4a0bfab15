package dev.plimsoll.reports.html;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/// A headless Chromium, which opens pages as their readers do.
public final class Browser implements AutoCloseable {

  private static final List<Path> CHROMIUM =
      List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/google-chrome"));
  private static final Path CHROMEDRIVER = Path.of("/usr/bin/chromedriver");

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /// Where the pages stay, to be looked at.
  private static final Path PAGES = Path.of("target", "pages");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /// Starts it without a network, not even that of this machine; without it the test is skipped.
  ///
  /// @param profile an empty folder
  public static Browser start(Path profile) throws IOException {
    var browser = startOnline(profile);
    browser.driver.executeCdpCommand("Network.enable", Map.of());
    browser.driver.executeCdpCommand(
        "Network.emulateNetworkConditions",
        Map.of("offline", true, "latency", 0, "downloadThroughput", 0, "uploadThroughput", 0));
    return browser;
  }

  /// Starts it; without it the test is skipped.
  ///
  /// @param profile an empty folder
  public static Browser startOnline(Path profile) throws IOException {
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
    var driver = new ChromeDriver(service, options);
    driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(30));
    driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(2));
    Files.createDirectories(PAGES);
    return new Browser(driver);
  }

  @Override
  public void close() {
    driver.quit();
  }

  public ChromeDriver driver() {
    return driver;
  }

  /// Opens a page from a file.
  ///
  /// @param fragment such as `#step-3`; may be empty
  public void open(String name, String page, String fragment) throws IOException {
    var file = PAGES.resolve(name).toAbsolutePath();
    Files.writeString(file, page);
    driver.get("about:blank");
    driver.get(file.toUri() + fragment);
  }

  /// Presses keys, one after the other, where the focus is.
  public void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /// Has the system prefer `dark` or `light`.
  public void prefer(String scheme) {
    var feature = Map.of("name", "prefers-color-scheme", "value", scheme);
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  /// Makes the window as wide as that of a telephone, or of a computer.
  public void resize(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
  }

  /// What the console of the browser says since it was last asked.
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /// The answer of a script.
  public @Nullable Object ask(String script) {
    return driver.executeScript(script);
  }

  /// Waits until a condition of a script is true.
  ///
  /// @throws AssertionError if it is not within twenty seconds
  public void waitFor(String condition) {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!Boolean.TRUE.equals(ask("return " + condition))) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it never became so that " + condition);
      }
    }
  }

  /// The answer of a script, which is a list of texts.
  public List<String> texts(String script) {
    return texts(ask(script));
  }

  private static List<String> texts(@Nullable Object answer) {
    return ((List<?>) Objects.requireNonNull(answer)).stream().map(String::valueOf).toList();
  }

  public @Nullable Object focused() {
    return ask("return document.activeElement.id");
  }

  public boolean isInSight(String id) {
    return Boolean.TRUE.equals(
        ask(
            "const box = document.getElementById('%s').getBoundingClientRect();".formatted(id)
                + "return box.top >= 0 && box.bottom <= innerHeight"));
  }

  /// The mean of red, green and blue of a colour of the page, from 0 to 255.
  public double brightness(String property) {
    var colour = ask("return getComputedStyle(document.body)['%s']".formatted(property));
    return Pattern.compile("\\d+")
        .matcher(String.valueOf(colour))
        .results()
        .limit(3)
        .mapToInt(part -> Integer.parseInt(part.group()))
        .average()
        .orElseThrow();
  }

  /// What axe-core finds wrong with the page for those who do not see, or use no mouse.
  public List<String> barriers() {
    driver.executeScript(axe());
    var found =
        driver.executeAsyncScript(
            """
            const answer = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ["violations"] }).then(
              (result) => answer(result.violations.flatMap((each) =>
                each.nodes.slice(0, 5).map((node) =>
                  `${each.id}: ${node.target} ${node.failureSummary}`))),
              (error) => answer([String(error)]));
            """);
    return texts(found);
  }

  private static String axe() {
    try (var script = Browser.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
