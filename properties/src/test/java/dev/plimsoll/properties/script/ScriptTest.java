package dev.plimsoll.properties.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How scripts are read and run.
class ScriptTest {

  private static final String ELECTION =
      """
      # One voter elects itself.
      add-nodes 1 voters=(1) index=2
      ----
      INFO 1 switched to configuration voters=(1)
      INFO 1 became follower at term 0
      INFO newRaft 1 [peers: [1], term: 0, commit: 2, applied: 2, lastindex: 2, lastterm: 1]

      log-level none
      ----
      ok

      campaign 1
      ----
      ok

      stabilize
      ----
      ok

      log-level info
      ----
      ok

      raft-state
      ----
      1: StateLeader (Voter) Term:1 Lead:1

      propose 1 "hi"
      ----
      ok

      process-ready 1
      ----
      Ready MustSync=true:
      Entries:
      1/4 EntryNormal "\\"hi\\""

      raft-log 1
      ----
      1/3 EntryNormal ""
      1/4 EntryNormal "\\"hi\\""
      """;

  @Test
  void aScriptOfOurOwnIsAsExpected() {
    assertThat(Script.parse(ELECTION).run()).isEmpty();
  }

  @Test
  void theFirstLineThatDiffersIsNamed() {
    var script = Script.parse(ELECTION.replace("1/3 EntryNormal", "1/3 EntryUsual"));

    var difference = script.run().orElseThrow();

    assertThat(difference.directive().text()).isEqualTo("raft-log 1");
    assertThat(ELECTION.lines().skip(difference.line() - 1).findFirst())
        .isEqualTo(difference.gotLine());
    assertThat(difference.expectedLine()).contains("1/3 EntryUsual \"\"");
  }

  @Test
  void outputThatEndsEarlyDiffersToo() {
    var script = Script.parse(ELECTION + "1/5 EntryNormal \"\"\n");

    var difference = script.run().orElseThrow();

    assertThat(difference.expectedLine()).contains("1/5 EntryNormal \"\"");
    assertThat(difference.gotLine()).isEmpty();
  }

  /// What the library's tests cannot do, as they would end with a panic.
  @Test
  void aPanicIsAnOutputThatDiffers() {
    var script = Script.parse(ELECTION + "\ncompact 1 9\n----\nok\n");

    assertThat(script.run().orElseThrow().gotLine())
        .contains("panic: compact 9 is out of bound lastindex(4)");
  }

  @Test
  void commandsGoOnAfterABackslashAndOutputMayHaveEmptyLines() {
    var script =
        Script.parse("add-nodes 1 \\\n voters=(1, 2) index=3\n----\n----\na\n\nb\n----\n----\n");

    var directive = script.directives().getFirst();

    assertThat(directive.value("index")).contains("3");
    assertThat(directive.arguments().get(1).values()).containsExactly("1", "2");
    assertThat(directive.expected()).isEqualTo("a\n\nb\n");
    assertThat(directive.expectedAt()).isEqualTo(5);
  }

  @Test
  void quorumsAndChangesOfMembershipAreScriptsToo() {
    var quorum = "committed cfg=(1,2,3) idx=(7,_,5)\n----\n";
    var picture = "       idx\nxx>      7    (id=1)\n?        0    (id=2)\n";
    var change = "simple\nv1\n----\nvoters=(1)\n1: StateProbe match=0 next=1\n";

    assertThat(Script.parse(quorum + picture + "x>       5    (id=3)\n5\n").run()).isEmpty();
    assertThat(Script.parse(change).run()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|1|expected commands, each with a line ---- after it",
        "campaign 1|1|expected a line ---- after \"campaign 1\"",
        "campaign 1 (x\\n----\\n|1|there is no node",
        "campaign\\n----\\n|1|expected 1 arguments or more",
        "\\n\\ncampaign x\\n----\\n|3|expected a number from 0 to 1000000000 but found \"x\"",
        "campaign 7\\n----\\n|1|there is no node 7",
        "add-nodes 999\\n----\\n|1|expected at most 100 nodes",
        "add-nodes 1 inflight=0\\n----\\n|1|max inflight messages must be greater than 0",
        "add-nodes 1 colour=red\\n----\\n|1|there is no option \"colour\"",
        "deliver-msgs 1 type=MsgX\\n----\\n|1|there are no messages of type \"MsgX\"",
        "log-level info\\n----\\n----\\nok\\n|1|expected two lines ----"
      })
  void aScriptThatIsNoneIsRefusedWithItsLine(String text, int line, String reason) {
    assertThatThrownBy(() -> Script.parse(text.replace("\\n", "\n")).run())
        .isInstanceOf(ScriptException.class)
        .hasMessageStartingWith("line " + line + ": ")
        .hasMessageContaining(reason);
  }
}
