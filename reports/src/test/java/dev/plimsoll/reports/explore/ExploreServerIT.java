package dev.plimsoll.reports.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.reports.html.Browser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/// Walks through a model in a browser.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ExploreServerIT {

  private @Nullable Browser started;
  private @Nullable ExploreServer server;

  @BeforeAll
  void openTheBrowser(@TempDir Path profile) throws IOException {
    started = Browser.startOnline(profile);
    server = new ExploreServer(ExplorationTest.post(), Bounds.DEFAULT, 0);
  }

  @AfterAll
  void closeTheBrowser() {
    if (started != null) {
      started.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private Browser browser() {
    return Objects.requireNonNull(started, "the browser is not open");
  }

  private String address(Integer... path) {
    return Objects.requireNonNull(server).address(List.of(path));
  }

  private void open(Integer... path) {
    browser().driver().get("about:blank");
    browser().complaints();
    browser().driver().get(address(path));
    waitFor("document.querySelectorAll('#trail li').length === " + Math.max(1, path.length));
  }

  private void waitFor(String condition) {
    browser().waitFor(condition);
  }

  private String text(String id) {
    return browser().driver().findElement(By.id(id)).getText();
  }

  @Test
  void aStepIsTakenByAClickOrByKeysAndTakenBack() {
    open();
    browser().driver().findElement(By.className("choice-step")).click();
    waitFor("location.hash === '#0.0'");
    waitFor("document.querySelectorAll('#trail li').length === 2");
    assertThat(text("trail")).contains("sender", "send");
    assertThat(text("state")).contains("0 → 1");
    browser().press("jj", Keys.ENTER);
    waitFor("location.hash === '#0.0.1'");
    browser().driver().navigate().back();
    waitFor("location.hash === '#0.0'");
    waitFor("document.querySelectorAll('#trail li').length === 2");
    browser().press("u");
    waitFor("location.hash === '#0'");
    assertThat(browser().complaints()).isEmpty();
  }

  @Test
  void aLinkLeadsToAPlaceAndTheNextViolationIsFoundFromThere() {
    open(0, 0, 1);
    browser().press("v");
    waitFor("document.querySelector('#claims').textContent.includes('violated')");
    assertThat(text("claims")).contains("never three");
  }

  @Test
  void aStateIsSoughtByAPredicate() {
    open();
    browser().press("/");
    browser().press("received[1] = 2", Keys.ENTER);
    waitFor("document.querySelectorAll('#trail li').length === 5");
    assertThat(text("state")).contains("→ [1, 2]");
    browser().press(Keys.ESCAPE, "/");
    browser().driver().findElement(By.id("wanted")).clear();
    browser().press("received[1] : 2", Keys.ENTER);
    waitFor("document.querySelector('#message').textContent.startsWith('expected PATH')");
  }

  @Test
  void whatCannotHappenIsToldWithTheReason() {
    open();
    browser().driver().findElement(By.id("disabled-title")).click();
    assertThat(text("disabled")).contains("nothing has come in “way”");
  }

  @Test
  void claimsAreJudgedFromHereOn() {
    open();
    browser().press("c");
    waitFor("document.querySelector('#claims').textContent.includes('go there')");
    assertThat(text("claims")).contains("violated", "seen");
  }

  @Test
  void aSearchTellsHowFarItIsAndIsCancelled() {
    var endless = new Bounds(Integer.MAX_VALUE, Duration.ofMinutes(5));
    try (var other = new ExploreServer(ExplorationTest.counting(), endless, 0)) {
      browser().driver().get(other.address(List.of()));
      waitFor("document.querySelectorAll('#trail li').length === 1");
      browser().press("v");
      waitFor("/[1-9][0-9]* states, /.test(document.querySelector('#message').textContent)");
      browser().driver().findElement(By.id("cancel")).click();
      waitFor("document.querySelector('#message').textContent.includes('it was cancelled')");
      assertThat(browser().driver().findElement(By.id("cancel")).isDisplayed()).isFalse();
      assertThat(browser().complaints()).isEmpty();
    }
  }

  @Test
  void theBoundThatWasHitIsToldAndLivenessIsUndecided() {
    var bounds = new Bounds(50, Duration.ofMinutes(1));
    try (var other = new ExploreServer(ExplorationTest.counting(), bounds, 0)) {
      browser().driver().get(other.address(List.of()));
      waitFor("document.querySelectorAll('#trail li').length === 1");
      browser().press("c");
      waitFor("document.querySelector('#claims').textContent.includes('undecided')");
      assertThat(text("message")).contains("the limit of 50 states was reached");
      assertThat(text("claims"))
          .contains("undecided: the limit of 50 states was reached, after 50 states");
    }
  }

  @Test
  void thePageHasNoBarriers() {
    open(0, 0);
    for (var scheme : List.of("light", "dark")) {
      browser().prefer(scheme);
      assertThat(browser().barriers()).as(scheme).isEmpty();
    }
  }

  @Test
  void aPathIsSavedAsItf() {
    open(0, 0);
    assertThat(browser().ask("return fetch('api/itf?path=0.0').then(it => it.text())"))
        .asString()
        .contains("\"vars\"", "sender: send");
  }

  @Test
  void whoNamesAnotherHostIsRefused() throws IOException {
    var port = Objects.requireNonNull(server).port();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      var request = "GET /api/place HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 403 ");
    }
  }
}
