package dev.plimsoll.reports;

import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.Statistics.RuleMemory;
import dev.plimsoll.checker.search.Statistics.WordMemory;
import dev.plimsoll.counterexamples.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// What a search remembers of rules and states, as JSON: the member `statistics` of a run, where it
/// is asked for. It is not kept.
final class StatisticsJson {

  private StatisticsJson() {}

  static Json encode(CheckResult result) {
    var statistics = result.statistics();
    var distinct = result.distinct();
    return Json.object()
        .with("seconds", decimal(statistics.searching().toMillis() / 1000.0, 3))
        .with("statesPerSecond", statistics.statesPerSecond(distinct))
        .with("bytesPerState", decimal((double) result.memory().bytes() / distinct, 1))
        .with("rules", Json.list(statistics.rules(), StatisticsJson::encode))
        .with("words", Json.list(statistics.words(), StatisticsJson::encode))
        .build();
  }

  private static Json encode(RuleMemory rule) {
    return Json.object()
        .with("name", rule.name())
        .with("asked", rule.asked())
        .with("executed", rule.executed())
        .with("remembered", decimal(rule.remembered(), 6))
        .with("known", rule.known())
        .build();
  }

  private static Json encode(WordMemory word) {
    return Json.object()
        .with("fields", word.fields())
        .with("bits", word.bits())
        .with("entries", word.entries())
        .with("bytes", word.bytes())
        .build();
  }

  private static Json decimal(double number, int places) {
    return new Json.Numeral(BigDecimal.valueOf(number).setScale(places, RoundingMode.HALF_EVEN), 0);
  }
}
