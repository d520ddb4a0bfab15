package dev.plimsoll.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.reports.html.network.FlowsPages;
import dev.plimsoll.reports.html.network.RoutesPages;
import dev.plimsoll.reports.html.packet.Packets;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/// Opens pages with the ways of packets in a browser, without a network, and uses them.
final class PacketPageIT extends InABrowser {

  @Test
  void everyPageOpensFromAFileWithoutAComplaintAndWithoutABarrier() throws IOException {
    var pages =
        Map.of(
            "incident.html", RealRuns.page("incident/M80", Map.of()),
            "packet.html", HtmlReport.render(FlowsPages.ofEverySort()),
            "routes.html", HtmlReport.render(RoutesPages.broken()),
            "sound.html", HtmlReport.render(RoutesPages.sound()));

    assertThat(faults(pages)).isEmpty();
  }

  @Test
  void oneWayIsOpenAtATime() throws IOException {
    browser().open("packet.html", HtmlReport.render(FlowsPages.ofEverySort()), "");
    assertThat(open()).isEqualTo("p1-1");
    browser().driver().findElement(By.cssSelector("#p1-2 > summary")).click();
    assertThat(open()).isEqualTo("p1-2");
    browser().press("k");
    browser().press(" ");
    assertThat(open()).as("by keys alone").isEqualTo("p1-1");
  }

  @Test
  void aWayAmongAThousandIsFoundByItsEnd() throws IOException {
    var page = FlowsPages.of("dump", Packets.manyEndpoints(1_000));
    browser().open("thousand.html", HtmlReport.render(page), "");
    browser().driver().findElement(By.cssSelector("[data-ways]")).sendKeys("10.244.4.200:");
    assertThat(browser().ask("return document.querySelectorAll('.way:not([hidden])').length"))
        .isEqualTo(1L);
    assertThat(open()).isEqualTo("p1-1000");
    assertThat(browser().complaints()).isEmpty();
  }

  @Test
  void aSearchAmongRoutesHidesTheOthers() throws IOException {
    browser().open("routes.html", HtmlReport.render(RoutesPages.broken()), "");
    browser().press("/");
    assertThat(browser().focused()).isEqualTo("search");
    browser().press("from nowhere");
    assertThat(
            browser().ask("return document.querySelectorAll('.routes tr:not([hidden]) td').length"))
        .isEqualTo(0L);
    assertThat(browser().complaints()).isEmpty();
  }

  @Test
  void theKeysGoFromFindingToFinding() throws IOException {
    browser().open("routes.html", HtmlReport.render(RoutesPages.broken()), "");
    browser().press("j");
    assertThat(browser().focused()).isEqualTo("finding-1");
    browser().press("j");
    assertThat(browser().focused()).isEqualTo("finding-2");
    browser().press("k");
    assertThat(browser().focused()).isEqualTo("finding-1");
  }

  @Test
  void thePacketsOfAStepAreUnderIt() throws IOException {
    browser().open("incident.html", RealRuns.page("incident/M80", Map.of()), "#step-1");
    assertThat(browser().ask("return document.querySelectorAll('#step-1 .packet svg').length"))
        .isEqualTo(1L);
    browser().press("s");
    assertThat(browser().ask("return document.querySelector('#step-1 .event > details').open"))
        .as("the full state opens, and the packet stays")
        .isEqualTo(true);
    assertThat(open()).isEqualTo("step-1-packet-1-1");
  }

  @Test
  void aNarrowPageDoesNotScrollSideways() throws IOException {
    try {
      browser().resize(520, 900);
      for (var page :
          Map.of("packet.html", FlowsPages.ofEverySort(), "routes.html", RoutesPages.broken())
              .entrySet()) {
        browser().open(page.getKey(), HtmlReport.render(page.getValue()), "");
        assertThat(browser().ask("return document.documentElement.scrollWidth <= innerWidth"))
            .as(page.getKey())
            .isEqualTo(true);
      }
    } finally {
      browser().resize(1200, 900);
    }
  }

  /// A table is wider than the screen before an address is cut, and a picture is made smaller, but
  /// not so small that it could not be read.
  @Test
  void onANarrowPageAddressesAreWholeAndPicturesCanBeRead() throws IOException {
    try {
      browser().resize(520, 900);
      browser().open("routes.html", HtmlReport.render(RoutesPages.broken()), "");
      var cut =
          browser()
              .texts(
                  """
                  const found = [], address = /\\d+[.][\\d.]+(:\\d+)?/g;
                  const texts = document.createTreeWalker(
                      document.querySelector('.routes'), NodeFilter.SHOW_TEXT);
                  while (texts.nextNode()) {
                    const text = texts.currentNode;
                    for (const word of text.data.matchAll(address)) {
                      const range = document.createRange();
                      range.setStart(text, word.index);
                      range.setEnd(text, word.index + word[0].length);
                      if (range.getClientRects().length != 1) { found.push(word[0]); }
                    }
                  }
                  return found;
                  """);
      assertThat(cut).isEmpty();
      assertThat(
              browser()
                  .ask(
                      "const svg = document.querySelector('.packet svg');"
                          + " return Math.round(100 * svg.getBoundingClientRect().width"
                          + " / svg.viewBox.baseVal.width)"))
          .isEqualTo(80L);
    } finally {
      browser().resize(1200, 900);
    }
  }

  /// The ids of the ways that are open.
  private @Nullable Object open() {
    return browser()
        .ask("return [...document.querySelectorAll('.way[open]')].map((way) => way.id).join(' ')");
  }
}
