package dev.plimsoll.reports.cli;

import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.counterexamples.json.Json.Members;
import dev.plimsoll.counterexamples.json.JsonReader;
import dev.plimsoll.counterexamples.json.JsonSource;
import dev.plimsoll.counterexamples.json.UnreadableException;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import dev.plimsoll.network.netfilter.traversal.Arrival;
import dev.plimsoll.network.netfilter.traversal.Assumption;
import dev.plimsoll.network.netfilter.traversal.Outcome;
import dev.plimsoll.network.netfilter.traversal.Packet;
import dev.plimsoll.network.netfilter.traversal.Step;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Flows and their outcomes as JSON, one line each.
final class FlowJson {

  /// Reads flows, one a line; empty lines are passed over. A flow looks like
  /// `{"protocol":"tcp","source":"10.244.1.5","sourcePort":40000,"destination":"10.96.0.10",
  /// "port":443,"in":"cni0"}`; the ports are left out for a protocol without any, and
  /// `"fragment":true` stands for a fragment other than the first.
  ///
  /// @param usual how a flow arrives that does not say
  /// @throws UnreadableException naming the line, and what was expected there
  static List<Packet> read(String file, String text, Arrival usual) {
    var packets = new ArrayList<Packet>();
    var number = 0;
    for (var line : text.lines().toList()) {
      number++;
      if (!line.isBlank()) {
        packets.add(packet(file, number, line, usual));
      }
    }
    return packets;
  }

  private static Packet packet(String file, int number, String line, Arrival usual) {
    var source = new JsonSource(file);
    var flow = source.members(JsonReader.read(file, number, line));
    var in = source.optional(flow, "in");
    try {
      var packet =
          Packet.first(
              IpProtocol.parse(source.text(flow, "protocol")),
              endpoint(source, flow, "source", "sourcePort"),
              endpoint(source, flow, "destination", "port"),
              in == null ? usual : Arrival.parse(source.text(in)));
      var fragment = source.optional(flow, "fragment");
      return fragment != null && source.bool(fragment) ? packet.fragment() : packet;
    } catch (IllegalArgumentException e) {
      throw new UnreadableException(file, number, String.valueOf(e.getMessage()));
    }
  }

  private static Endpoint endpoint(JsonSource source, Members flow, String address, String port) {
    var number = source.optional(flow, port);
    return new Endpoint(
        Address.parse(source.text(flow, address)),
        number == null ? Endpoint.NO_PORT : source.small(number));
  }

  /// Every way that a packet can go.
  static Json encode(List<Outcome> outcomes) {
    return Json.object().with("outcomes", Json.list(outcomes, FlowJson::encode)).build();
  }

  /// One way that a packet can go. The probability is null where it rests on something that
  /// neither the rules nor the packet show; `assumes` says what.
  static Json encode(Outcome outcome) {
    var probability = outcome.likelihood().probability();
    var json =
        Json.object()
            .with("verdict", outcome.verdict().name())
            .with("destination", outcome.destination().toString())
            .with("delivery", outcome.delivery().toString())
            .with("masqueraded", outcome.masqueraded())
            .with(
                "probability",
                probability.isPresent()
                    ? new Json.Numeral(BigDecimal.valueOf(probability.getAsDouble()), 0)
                    : new Json.Null(0))
            .with("path", Json.list(outcome.path(), FlowJson::encode));
    outcome.exit().ifPresent(exit -> json.with("exit", exit));
    outcome.source().ifPresent(source -> json.with("source", source.toString()));
    if (!outcome.likelihood().assumptions().isEmpty()) {
      json.with("assumes", Json.list(outcome.likelihood().assumptions(), FlowJson::encode));
    }
    if (!outcome.reason().isEmpty()) {
      json.with("reason", outcome.reason());
    }
    return json.build();
  }

  private static Json encode(Step step) {
    return Json.object()
        .with("table", step.table().toString())
        .with("chain", step.chain())
        .with("rule", step.rule())
        .with("line", step.line())
        .build();
  }

  private static Json encode(Assumption assumption) {
    return Json.object()
        .with("condition", assumption.condition())
        .with("holds", assumption.holds())
        .with("line", assumption.at().line())
        .build();
  }

  private FlowJson() {}
}
