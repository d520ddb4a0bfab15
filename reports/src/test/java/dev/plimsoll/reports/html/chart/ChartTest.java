package dev.plimsoll.reports.html.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.search.Coverage;
import dev.plimsoll.checker.trace.Trace;
import dev.plimsoll.checker.value.Value;
import dev.plimsoll.checker.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ChartTest {

  sealed interface Packet {
    record Ping(int from, int to) implements Packet {}

    record Note(String text) implements Packet {}
  }

  private static final Packet PING = new Packet.Ping(0, 1);
  private static final Packet NOTE = new Packet.Note("hello");

  private final List<Trace.Step> steps = new ArrayList<>();

  @Test
  void aMessageGoesFromTheMemberThatSentItToTheMemberItIsFor() {
    step("", List.of(1, 1), Set.of());
    step("send", List.of(2, 1), Set.of(PING), "node[0]");
    step("receive", List.of(2, 2), Set.of(), PING);
    var chart = chart();
    assertThat(chart.lanes()).extracting(Chart.Lane::name).containsExactly("node[0]", "node[1]");
    assertThat(chart.messages())
        .containsExactly(
            new Chart.Entry(
                "Ping", "node[0]", "node[1]", 1, "delivered in step 2", "Ping(from: 0, to: 1)"));
  }

  @Test
  void aMessageThatStaysMayBeDeliveredManyTimes() {
    step("", List.of(1, 1), Set.of());
    step("send", List.of(2, 1), Set.of(PING), "node[0]");
    step("receive", List.of(2, 2), Set.of(PING), PING);
    step("receive", List.of(2, 3), Set.of(PING), PING);
    assertThat(outcome()).isEqualTo("delivered 2 times, in steps 2, 3");
    assertThat(chart().arrows()).extracting(Arrow::kind).containsExactly("sent", "again");
  }

  @Test
  void aMessageThatIsNeverTakenIsMarked() {
    step("", List.of(1, 1), Set.of());
    step("send", List.of(2, 1), Set.of(PING), "node[0]");
    assertThat(outcome()).isEqualTo("not delivered");
    assertThat(chart().arrows().getFirst().label()).isEqualTo("Ping · not delivered");
  }

  @Test
  void aMessageThatARuleLosesIsMarked() {
    step("", List.of(1, 1), Set.of());
    step("send", List.of(2, 1), Set.of(PING), "node[0]");
    step("lose a message", List.of(2, 1), Set.of(), PING);
    assertThat(outcome()).isEqualTo("lost in step 2");
    assertThat(chart().arrows().getFirst().kind()).isEqualTo("dropped");
  }

  @Test
  void aMessageWithoutAnAddressGoesThroughItsChannel() {
    step("", List.of(1, 1), List.of());
    step("send", List.of(2, 1), List.of(NOTE));
    step("receive", List.of(2, 2), List.of());
    var chart = chart();
    assertThat(chart.lanes()).extracting(Chart.Lane::name).endsWith("wire");
    assertThat(chart.arrows()).hasSize(2);
    assertThat(outcome()).isEqualTo("delivered in step 2");
  }

  @Test
  void aLogIsNotAChannel() {
    step("", List.of(1, 1), List.of());
    step("append", List.of(1, 1), List.of("a"));
    step("append", List.of(1, 1), List.of("a", "b"));
    assertThat(drawn()).isNull();
  }

  @Test
  void anIndexThatNoFamilyHasIsStillAProcess() {
    step("", List.of(1, 1), Set.of());
    step("send", List.of(2, 1), Set.of(new Packet.Ping(0, 1_000_000)), "node[0]");
    assertThat(chart().messages().getFirst().to()).isEqualTo("process 1000000");
  }

  /// A state of two nodes and what is on the wire between them.
  private void step(String rule, List<Integer> nodes, Object wire, Object... arguments) {
    var state = new LinkedHashMap<String, Value>();
    state.put("node", Values.of(nodes));
    state.put("wire", Values.of(wire));
    var given = List.of(arguments).stream().map(Values::of).toList();
    var action = rule.isEmpty() ? null : new Trace.Action(rule, given, List.of());
    steps.add(new Trace.Step(action, state));
  }

  private Chart chart() {
    return Objects.requireNonNull(drawn());
  }

  private @Nullable Chart drawn() {
    var trace = new Trace(steps);
    var lanes = Lanes.of(trace, Coverage.NONE, null);
    return Chart.of(trace, lanes, Message.of(trace, lanes), Coverage.NONE);
  }

  private String outcome() {
    return chart().messages().getFirst().outcome();
  }
}
