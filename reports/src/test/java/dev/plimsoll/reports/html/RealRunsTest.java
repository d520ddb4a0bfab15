package dev.plimsoll.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.reports.RunReport;
import dev.plimsoll.reports.html.chart.Chart;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Pages of runs of the models themselves.
final class RealRunsTest {

  @Test
  void twoLeadersOfOneTermAreToldInTenSteps() {
    var page =
        HtmlReport.render(
            RealRuns.run(
                "bounded-raft", Map.of("max-term", "1", "max-log", "0", "bug", "double-vote")));
    assertThat(page)
        .contains("“election safety” is violated", "a shortest counterexample has 10 steps")
        .contains("id=\"step-10\"")
        .doesNotContain("id=\"step-11\"");
  }

  @Test
  void theMessagesOfAnElectionGoBetweenItsServers() {
    var run =
        RealRuns.run("bounded-raft", Map.of("max-term", "1", "max-log", "0", "bug", "double-vote"));
    var chart = chart(run);
    assertThat(chart.lanes()).hasSizeBetween(2, 3).allMatch(lane -> lane.kind().equals("process"));
    assertThat(chart.messages()).extracting("kind").containsOnly("VoteRequest", "VoteReply");
  }

  @Test
  void aStepThatSendsAPacketShowsItsWayThroughTheRulesOfTheNode() {
    var page = RealRuns.page("incident/M80", Map.of());

    assertThat(page)
        .contains("the neighbour's packet", "tcp 192.168.0.9:40000 -&gt; 127.0.0.1:10255")
        .contains("id=\"step-1-packet-1-1\"", ">KUBE-FIREWALL</text>")
        .contains("filter  -A INPUT -j KUBE-FIREWALL")
        .doesNotContain("filter  -A KUBE-FIREWALL ");
  }

  @Test
  void underTheLastStepStandsWhatPacketsWouldDo() {
    var page = RealRuns.page("incident/M61", Map.of());

    assertThat(page).contains("What packets would do now:", "a first packet to web");
  }

  @Test
  void aPageThatIsMadeWithoutItsModelHasNoPackets() {
    assertThat(HtmlReport.render(RealRuns.run("incident/M80", Map.of())))
        .doesNotContain("the neighbour's packet", "class=\"packet\"");
  }

  @Test
  void theEventsOfAWatchGoThroughItsQueue() {
    var run = RealRuns.run("replicaset", Map.of("expectations", "false"));
    var chart = chart(run);
    assertThat(chart.lanes())
        .anyMatch(lane -> lane.kind().equals("channel") && lane.name().equals("pod watch"));
    assertThat(chart.messages()).anyMatch(message -> message.outcome().equals("not delivered"));
  }

  @Test
  void aRunWithoutAViolationHasNoTrace() {
    var page = HtmlReport.render(RealRuns.run("two-phase-commit", Map.of("managers", "3")));
    assertThat(page).contains("in every one of the 288 reachable states with managers=3");
    assertThat(page).doesNotContain("id=\"step-0\"");
  }

  @Test
  void whatWasNotCoveredIsToldWithTheLevels() {
    var page =
        HtmlReport.render(
            RealRuns.run("bounded-raft", Map.of("max-term", "1", "max-messages", "1")));
    assertThat(page)
        .contains("vacuous</span> no state passes its premise")
        .contains("never enabled</span></td><th scope=\"row\">restart, with all its 3 arguments")
        .contains("never written</span></td><th scope=\"row\">restarts")
        .contains("<title>depth 5: ")
        .contains("<th scope=\"row\" class=\"number\">5</th>");
  }

  private static Chart chart(RunReport run) {
    return Objects.requireNonNull(
        Page.of(run, RealRuns.model(run), "", "").traces().getFirst().chart());
  }

  @Test
  void anIncidentIsToldInShortWithWhoActsOnThePastAndWhatRepairedIt() {
    assertThat(RealRuns.page("incident/M15", Map.of()))
        .contains("<strong>What happens</strong>", "acts on the past")
        .contains("the controller waits until it sees the Job as it wrote it")
        .contains("./plimsoll check incident/M15 --set fixed=true");
  }

  @Test
  void whatAComponentWritesWhereOthersReadIsDrawn() {
    var chart = chart(RealRuns.run("incident/M79", Map.of()));
    assertThat(chart.lanes())
        .extracting(lane -> lane.name() + " " + lane.kind())
        .contains("outside process", "set place", "client 0 process");
    assertThat(chart.arrows())
        .filteredOn(arrow -> arrow.kind().equals("write") && arrow.step() == 6)
        .extracting(arrow -> chart.lanes().get(arrow.to()).name())
        .contains("set");
    assertThat(chart.arrows()).anyMatch(arrow -> arrow.kind().equals("read") && arrow.step() == 2);
  }

  @Test
  void theMatrixSaysWhatRulesAndClaimsReadAndWrite() {
    var matrix = MatrixView.of(RealRuns.run("two-phase-commit", Map.of()).result().coverage());
    var column = matrix.variables().indexOf("messages");
    assertThat(matrix.rows())
        .filteredOn(row -> row.name().equals("hear"))
        .extracting(row -> row.entries().get(column))
        .containsExactly("reads");
    assertThat(matrix.rows()).filteredOn(MatrixView.Row::claim).isNotEmpty();
  }

  @Test
  void aBehaviourThatNeverEndsIsToldWithWhatIsRepeated() {
    assertThat(RealRuns.page("lock", Map.of("fair", "weakly")))
        .contains("may be repeated for ever", "From here on, for ever, again and again");
  }
}
