package dev.plimsoll.reports.cli;

import dev.plimsoll.counterexamples.json.Json;
import dev.plimsoll.network.netfilter.symbolic.Difference;
import dev.plimsoll.network.netfilter.symbolic.Difference.Change;
import dev.plimsoll.network.netfilter.symbolic.Fate;
import dev.plimsoll.network.netfilter.symbolic.Fate.End;
import dev.plimsoll.network.netfilter.symbolic.Fate.Way;
import dev.plimsoll.network.netfilter.symbolic.PacketSet;
import dev.plimsoll.network.netfilter.symbolic.Partition.PacketClass;
import dev.plimsoll.network.netfilter.symbolic.ShadowedRules.Shadowed;
import dev.plimsoll.network.netfilter.traversal.Step;
import dev.plimsoll.network.netfilter.traversal.Traversal;
import dev.plimsoll.reports.network.FateText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

/// What becomes of all packets, as JSON. Numbers of packets are texts: most are beyond 2^64.
final class PacketClassesJson {

  private PacketClassesJson() {}

  static Json classes(String dump, List<PacketClass> classes, BigInteger all, int most) {
    return Json.object()
        .with("dump", dump)
        .with("packets", all.toString())
        .with("count", classes.size())
        .with(
            "classes",
            Json.list(
                classes.subList(0, Math.min(most, classes.size())),
                each ->
                    packets(each.packets(), each.size()).with("fate", encode(each.fate())).build()))
        .build();
  }

  static Json changes(Difference difference, Traversal before, Traversal after, int most) {
    var changes = difference.changes();
    return Json.object()
        .with("old", before.rules().source())
        .with("new", after.rules().source())
        .with("packets", difference.packets().toString())
        .with("count", changes.size())
        .with(
            "changes",
            Json.list(
                changes.subList(0, Math.min(most, changes.size())),
                change -> encode(change, before, after)))
        .build();
  }

  private static Json encode(Change change, Traversal before, Traversal after) {
    var sample = change.packets().sample();
    return packets(change.packets(), change.size())
        .with("before", encode(change.before()))
        .with("after", encode(change.after()))
        .with("oldLines", Json.list(FateText.lines(before, sample), line -> Json.number(line)))
        .with("newLines", Json.list(FateText.lines(after, sample), line -> Json.number(line)))
        .build();
  }

  static Json shadowed(String dump, List<Shadowed> rules) {
    return Json.object()
        .with("dump", dump)
        .with("rules", Json.list(rules, PacketClassesJson::encode))
        .build();
  }

  private static Json encode(Shadowed shadowed) {
    return Json.object()
        .with("rule", encode(shadowed.at()))
        .with("text", shadowed.rule().text())
        .with("reason", shadowed.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .with("by", Json.list(shadowed.by(), PacketClassesJson::encode))
        .build();
  }

  private static Json encode(Step step) {
    return Json.object()
        .with("table", step.table().toString())
        .with("chain", step.chain())
        .with("rule", step.rule())
        .with("line", step.line())
        .build();
  }

  private static Json.Builder packets(PacketSet packets, BigInteger size) {
    return Json.object()
        .with("size", size.toString())
        .with("sample", FateText.sample(packets.sample()))
        .with(
            "conditions",
            Json.list(
                packets.conditions(FateText.MOST_CONDITIONS), each -> Json.list(each, Json::text)));
  }

  private static Json encode(Fate fate) {
    return Json.list(fate.ways(), PacketClassesJson::encode);
  }

  private static Json encode(Way way) {
    var json =
        Json.object()
            .with("verdict", way.end().verdict().name())
            .with("chance", new Json.Numeral(BigDecimal.valueOf(way.chance()), 0))
            .with("assumes", Json.list(way.assumptions(), Json::text));
    switch (way.end()) {
      case End.Accepted(var destination, var source, var masqueraded, var delivery, var exit) -> {
        json.with("destination", destination.toString())
            .with("masqueraded", masqueraded)
            .with("delivery", delivery.toString());
        source.ifPresent(from -> json.with("source", from.toString()));
        exit.ifPresent(by -> json.with("exit", by));
      }
      case End.Undecided(var reason) -> json.with("reason", reason);
      case End.Dropped _, End.Rejected _ -> {}
    }
    return json.build();
  }
}
