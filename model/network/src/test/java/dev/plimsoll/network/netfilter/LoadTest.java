package dev.plimsoll.network.netfilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.network.netfilter.text.Dump;
import dev.plimsoll.network.netfilter.text.DumpException;
import dev.plimsoll.network.netfilter.text.Loading;
import org.junit.jupiter.api.Test;

/// What is refused, and how it is said.
class LoadTest {

  private static void refuses(String text, String message) {
    assertThatThrownBy(() -> Dump.parse("rules", text).load())
        .isInstanceOf(DumpException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aTextWithoutCommitIsRefused() {
    refuses("*nat\n:INPUT ACCEPT\n", "rules:2: found the end of the text, expected COMMIT");
  }

  @Test
  void aTextThatIsNoDumpIsRefusedAtItsFirstLine() {
    refuses("<html>\n", "rules:1: found \"<html>\", expected *TABLE");
    refuses("\n# nothing\n", "rules:1: found no table, expected *TABLE");
  }

  @Test
  void aValueThatAnOptionCannotHaveIsNamedWithItsLine() {
    refuses(
        "*filter\n-A INPUT -p tcp --dport 70000 -j DROP\nCOMMIT\n",
        "rules:2: --dport 70000: \"70000\" is not a port: expected 0 to 65535");
    refuses("*filter\n-A INPUT -s 10.0.0\nCOMMIT\n", "rules:2: -s 10.0.0: \"10.0.0\" is not");
  }

  @Test
  void anOpenQuoteIsRefused() {
    refuses("*filter\n-A INPUT -m comment --comment \"a\nCOMMIT\n", "rules:2: found an opening");
  }

  @Test
  void aJumpToAMissingChainIsRefused() {
    refuses("*filter\n-A INPUT -j NOWHERE\nCOMMIT\n", "rules:2: no chain or target NOWHERE");
  }

  @Test
  void aLoopIsRefusedAndNamed() {
    refuses(
        "*filter\n:A -\n:B -\n-A INPUT -j A\n-A A -j B\n-A B -g A\nCOMMIT\n",
        "rules:5: loop in table filter: A (line 5) -> B (line 6) -> A");
  }

  @Test
  void aLoopThatNoPacketGetsIntoIsTakenAsTheKernelTakesIt() {
    var rules = Dump.parse("rules", "*filter\n:A -\n-A A -j A\nCOMMIT\n").load();
    assertThat(LoadCheck.of(rules))
        .containsExactly(
            new Finding(Finding.Severity.NOTE, 2, "no packet gets to chain A of table filter"));
  }

  @Test
  void aTargetInTheWrongTableIsRefused() {
    refuses(
        "*filter\n-A INPUT -j DNAT --to-destination 10.0.0.1\nCOMMIT\n",
        "rules:2: DNAT in table filter: expected table nat");
  }

  @Test
  void aTargetBehindTheWrongHookIsRefused() {
    refuses(
        "*nat\n:A -\n-A PREROUTING -j A\n-A A -j MASQUERADE\nCOMMIT\n",
        "rules:4: MASQUERADE is reached from [PREROUTING]: expected only [POSTROUTING]");
    refuses(
        "*mangle\n-A INPUT -j CLASSIFY --set-class 1:2\nCOMMIT\n",
        "rules:2: CLASSIFY is reached from [INPUT]: expected only [FORWARD, OUTPUT, POSTROUTING]");
  }

  @Test
  void aTargetOfTwoTablesIsRefusedInOthers() {
    refuses(
        "*filter\n-A INPUT -j CONNSECMARK --save\nCOMMIT\n",
        "rules:2: CONNSECMARK in table filter: expected table mangle or security");
  }

  @Test
  void aConditionBehindTheWrongHookIsRefused() {
    refuses(
        "*filter\n-A OUTPUT -m mac --mac-source 02:00:00:00:00:01\nCOMMIT\n",
        "rules:2: -m mac is reached from [OUTPUT]: expected only [PREROUTING, INPUT, FORWARD]");
    refuses(
        "*filter\n:A -\n-A FORWARD -j A\n-A A -m owner --uid-owner 0\nCOMMIT\n",
        "rules:4: -m owner is reached from [FORWARD]: expected only [OUTPUT, POSTROUTING]");
  }

  @Test
  void aLimitToBothInterfacesIsRefused() {
    refuses(
        """
        *filter
        -A FORWARD -m addrtype --src-type LOCAL --limit-iface-in --limit-iface-out
        COMMIT
        """,
        "rules:2: found --limit-iface-in and --limit-iface-out, expected one of the two");
  }

  @Test
  void anInterfaceThatNoPacketHasYetIsRefusedInBuiltInChainsOnly() {
    refuses(
        "*filter\n-A OUTPUT -i eth0\nCOMMIT\n",
        "rules:2: -i is reached from [OUTPUT]: expected only [PREROUTING, INPUT, FORWARD]");
    var called = Dump.parse("rules", "*filter\n:A -\n-A OUTPUT -j A\n-A A -i eth0\nCOMMIT\n");
    assertThat(LoadCheck.of(called.load())).isEmpty();
  }

  @Test
  void noflushKeepsWhatIsNotNamed() {
    var before =
        Dump.parse("a", "*nat\n:A -\n:B -\n-A A -j RETURN\n-A B -j RETURN\nCOMMIT\n").load();
    var change = Dump.parse("b", "*nat\n:A -\n:B -\n-A B -j ACCEPT\n-X A\nCOMMIT\n");

    var after =
        Loading.checked(before, change, Loading.Existing.KEPT).table(TableName.NAT).orElseThrow();

    assertThat(after.chain("A")).isEmpty();
    assertThat(after.chain("B").orElseThrow().rules())
        .extracting(Rule::text)
        .containsExactly("-j ACCEPT");
  }

  @Test
  void aRuleForSeveralSourcesIsLoadedAsSeveral() {
    var rules = Dump.parse("a", "*filter\n-A INPUT -s 10.0.0.1,10.0.0.2 -j DROP\nCOMMIT\n").load();
    assertThat(rules.rules().map(Rule::text))
        .containsExactly("-s 10.0.0.1/32 -j DROP", "-s 10.0.0.2/32 -j DROP");
  }
}
