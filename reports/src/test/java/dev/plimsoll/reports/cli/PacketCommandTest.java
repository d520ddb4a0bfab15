package dev.plimsoll.reports.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.reports.ci.Schemas;
import dev.plimsoll.reports.html.packet.Packets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PacketCommandTest {

  private static final String RULES =
      """
      *nat
      :PREROUTING ACCEPT [0:0]
      :POSTROUTING ACCEPT [0:0]
      :SVC - [0:0]
      -A PREROUTING -d 10.96.0.10/32 -p tcp -m tcp --dport 443 -j SVC
      -A POSTROUTING -s 10.244.1.0/24 -j MASQUERADE
      -A SVC -m statistic --mode random --probability 0.25 -j DNAT --to-destination 10.244.2.7:8443
      -A SVC -p tcp -j DNAT --to-destination 10.244.2.8:8443
      COMMIT
      """;

  private static final String FIRST =
      """
      {"verdict": "ACCEPT", "destination": "10.244.2.7:8443", "delivery": "forward", \
      "masqueraded": true, "probability": 0.25, "path": \
      [{"table": "nat", "chain": "PREROUTING", "rule": 1, "line": 5}, \
      {"table": "nat", "chain": "SVC", "rule": 1, "line": 7}, \
      {"table": "nat", "chain": "POSTROUTING", "rule": 1, "line": 6}], "exit": "eth0\
      """;

  @TempDir Path folder;
  private Path dump = Path.of("");

  @BeforeEach
  void aDump() throws IOException {
    dump = Files.writeString(folder.resolve("dump"), RULES);
  }

  @Test
  void oneFlowIsToldWithTheRulesItMatched() {
    var run = packet("tcp 10.244.1.5:40000 -> 10.96.0.10:443");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .startsWith("tcp 10.244.1.5:40000 -> 10.96.0.10:443\n")
        .contains("-> 10.244.2.7:8443  forward by eth0  masqueraded  probability 0.2500\n")
        .contains("  nat      SVC rule 1  " + dump + ":7  -A SVC -m statistic --mode random");
  }

  @Test
  void manyFlowsAreAnsweredInOrderALineEach() throws IOException {
    var flows =
        Files.writeString(
            folder.resolve("flows"),
            """
            {"protocol":"tcp","source":"10.244.1.5","sourcePort":40000,"destination":"10.96.0.10",\
            "port":443,"in":"cni0"}

            {"protocol":"icmp","source":"10.244.3.5","destination":"10.244.2.7"}
            """);

    var run = packet("--flows", flows.toString());

    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    var lines = run.out().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst())
        .startsWith("{\"outcomes\": [" + FIRST)
        .contains("\"probability\": 0.75");
    assertThat(lines.getLast()).contains("\"masqueraded\": false", "\"probability\": 1.0");
  }

  @Test
  void aFlowOrDumpThatIsNoneEndsWith65AndItsLine() throws IOException {
    var flows = Files.writeString(folder.resolve("flows"), "\n{\"protocol\":\"tcp\",}\n");
    assertThat(packet("--flows", flows.toString()))
        .satisfies(
            run -> {
              assertThat(run.status()).isEqualTo(65);
              assertThat(run.out()).isEmpty();
              assertThat(run.err()).startsWith("plimsoll: " + flows + ":2: expected JSON");
            });

    Files.writeString(dump, "*nat\n-A NONE -j ACCEPT\nCOMMIT\n");
    var broken = packet("tcp 10.244.1.5:40000 -> 10.96.0.10:443");
    assertThat(broken.status()).isEqualTo(65);
    assertThat(broken.err()).startsWith("plimsoll: " + dump + ":2: ");
  }

  @Test
  void aWayThatIsVeryLongIsToldByItsEnds() throws IOException {
    Files.writeString(dump, Packets.deep(20_000));
    var page = folder.resolve("page.html");

    var run = packet("tcp 10.244.1.5:40000 -> 10.96.0.10:443", "--html", page.toString());

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out().lines()).hasSizeLessThan(1_010);
    assertThat(run.out()).contains("-j C0\n", "\n  ... 19,001 rules ...\n", "-A C19999 -j DROP\n");
    assertThat(page).content().contains("no room to draw this way");
  }

  @Test
  void aChanceIsNotRoundedToNone() throws IOException {
    var coin = "-A FORWARD -m statistic --mode random --probability 0.01 -j MARK --set-mark 1\n";
    Files.writeString(dump, "*filter\n" + coin.repeat(3) + "COMMIT\n");

    assertThat(packet("tcp 10.244.1.5:40000 -> 10.96.0.10:443").out())
        .contains("probability 1.0e-06", "probability 0.9703")
        .doesNotContain("probability 0.0000");
  }

  @Test
  void whatTurnsATerminalUpsideDownIsSpelledOut() throws IOException {
    Files.writeString(dump, "*filter\n-A FORWARD -m comment --comment \"\u001b[31m\"\nCOMMIT\n");
    var flow = "tcp 10.244.1.5:40000 -> 10.96.0.10:443";

    assertThat(packet(flow).out()).contains("--comment \"\\u001b[31m\"").doesNotContain("\u001b");

    Files.writeString(dump, "*filter\n\u001b[31m\nCOMMIT\n");
    assertThat(packet(flow).err()).startsWith("plimsoll: " + dump + ":2: found \"\\u001b[31m\"");
  }

  @Test
  void aDumpInAnotherEncodingIsRefusedWithItsLine() throws IOException {
    Files.writeString(dump, "*filter\n# caf\u00e9\nCOMMIT\n", StandardCharsets.ISO_8859_1);

    var run = packet("tcp 10.244.1.5:40000 -> 10.96.0.10:443");

    assertThat(run.status()).isEqualTo(65);
    assertThat(run.err()).isEqualTo("plimsoll: %s:2: expected text in UTF-8\n".formatted(dump));
  }

  @Test
  void setsAndTheSendersMacAddressDecideWhereTheyAreGiven() throws IOException {
    Files.writeString(
        dump,
        """
        *filter
        -A FORWARD -m set --match-set banned src -j DROP
        -A FORWARD -m mac ! --mac-source 02:00:00:00:00:0a -j REJECT
        COMMIT
        """);
    var sets = Files.writeString(folder.resolve("sets"), "create banned hash:net\n");
    var flow = "udp 10.9.0.1:1 -> 10.9.1.1:2";

    assertThat(packet(flow).out()).contains("DROP", "REJECT", "ACCEPT", "assuming that");
    var known = packet(flow, "--ipset", sets.toString(), "--mac-source", "02:00:00:00:00:0A").out();
    assertThat(known).contains("ACCEPT").doesNotContain("DROP ", "REJECT ", "assuming that");

    Files.writeString(sets, "create banned hash:net\nadd banned 10.9\n");
    var wrong = packet(flow, "--ipset", sets.toString());
    assertThat(wrong.status()).isEqualTo(65);
    assertThat(wrong.err()).startsWith("plimsoll: " + sets + ":2: ");
  }

  @Test
  void aFragmentIsToldWithWhatTheRulesSeeOfIt() throws IOException {
    var flow = "udp 10.9.0.1:1 -> 10.9.1.1:53";
    var rules = "*filter\n-A FORWARD -p udp -m udp --dport 53 -j DROP\n%sCOMMIT\n";

    Files.writeString(dump, rules.formatted(""));
    assertThat(packet(flow, "--fragment").out()).contains("a fragment, without ports", "ACCEPT");
    assertThat(packet(flow).out()).contains("DROP").doesNotContain("fragment");

    Files.writeString(dump, rules.formatted("-A FORWARD -m conntrack --ctstate NEW\n"));
    assertThat(packet(flow, "--fragment").out())
        .contains("a fragment, put together with the others before the rules", "DROP");

    var flows =
        Files.writeString(
            folder.resolve("flows"),
            """
            {"protocol":"udp","source":"10.9.0.1","sourcePort":1,"destination":"10.9.1.1",\
            "port":53,"fragment":true}
            """);
    Files.writeString(dump, rules.formatted(""));
    assertThat(packet("--flows", flows.toString()).out()).contains("ACCEPT");
  }

  @Test
  void wrongUseEndsWith64() {
    for (var arguments :
        List.of(
            List.<String>of(),
            List.of("tcp 10.0.0.1 -> 10.0.0.2"),
            List.of("tcp fd00::1"),
            List.of("udp 10.0.0.1:1 -> 10.0.0.2:2", "--route", "10.0.0.0/8"),
            List.of("udp 10.0.0.1:1 -> 10.0.0.2:2", "--mac-source", "02:00"),
            List.of("udp 10.0.0.1:1 -> 10.0.0.2:2", "--in", "an interface"))) {
      var run = packet(arguments.toArray(String[]::new));
      assertThat(run.status()).as(run.err()).isEqualTo(64);
      assertThat(run.err()).contains("expect");
    }
  }

  @Test
  void aPageShowsEveryWayWithItsRulesAndWhatTheyMade() throws IOException {
    var page = folder.resolve("pages/packet.html");

    var run = packet("tcp 10.244.1.5:40000 -> 10.96.0.10:443", "--html", page.toString());

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).endsWith("report    " + page + "\n");
    assertThat(page)
        .content()
        .contains("<title>Accepted · tcp 10.244.1.5:40000 -&gt; 10.96.0.10:443 · Plimsoll</title>")
        .contains(">75 %<", ">25 %<", "destination 10.96.0.10:443 → 10.244.2.7:8443")
        .contains(dump + ":7</code>", "masqueraded as ")
        .doesNotContain("<link", "src=");
    assertThat(folder.resolve("pages")).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void manyFlowsHaveOnePageAndTheirAnswersStayAlone() throws IOException {
    var flow =
        """
        {"protocol":"tcp","source":"10.244.1.5","sourcePort":%d,"destination":"10.96.0.10",\
        "port":443}
        """;
    var flows =
        Files.writeString(folder.resolve("flows"), flow.formatted(40000) + flow.formatted(40001));
    var page = folder.resolve("flows.html");

    var run = packet("--flows", flows.toString(), "--html", page.toString());

    assertThat(run.out().lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(Schemas.errors("packet", line)).isEmpty());
    assertThat(page).content().contains("2 packets, 4 ways: ACCEPT.");
  }

  @Test
  void aPageThatCannotBeWrittenIsSaidSo() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "");

    var run = packet("tcp 10.244.1.5:1 -> 10.96.0.10:443", "--html", file + "/packet.html");

    assertThat(run.status()).isEqualTo(64);
    assertThat(run.err()).startsWith("plimsoll: cannot write " + file + "/packet.html: ");
  }

  private CommandLineRun packet(String... arguments) {
    var node = Stream.of("--node-address", "192.168.0.2/24@eth0", "--route", "0.0.0.0/0@eth0");
    var all =
        Stream.concat(
            Stream.concat(Stream.of("packet", dump.toString()), node), Stream.of(arguments));
    return CommandLineRun.of(all.toArray(String[]::new));
  }
}
