package dev.plimsoll.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.reports.html.network.FlowsPages;
import dev.plimsoll.reports.html.packet.Packets;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class PacketPagesTest {

  private static final int MOST_BYTES = 5_000_000;

  @Test
  void aThousandEndpointsAreAPageThatCanBeSent() {
    var page = HtmlReport.render(FlowsPages.of("dump", Packets.manyEndpoints(1_000)));

    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(MOST_BYTES);
    assertThat(page).contains("→ 10.244.4.200:8080", ">1,000 ways<", "999 rules not tried");
  }

  @Test
  void whatRulesAndFilesAreCalledIsNoMarkup() {
    var hostile = "</script><img src=x onerror='x'>";
    var text = Packets.RULES.replace("service portals", hostile).replace("MARKS", "<b>MARKS");

    var page = HtmlReport.render(FlowsPages.of("dump" + hostile, text));

    assertThat(page).contains("&lt;img src=x").doesNotContain("<img", "<b>MARKS");
  }
}
