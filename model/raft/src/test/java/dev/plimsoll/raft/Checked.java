package dev.plimsoll.raft;

import dev.plimsoll.checker.Model;
import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.search.CheckResult;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.checker.search.CheckResult.Status;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Models of the catalog, searched with settings as on the command line.
final class Checked {

  /// @param settings such as `messages=3 bug=none`
  static CheckResult check(String model, String settings) {
    return Search.check(configured(model, settings), SearchOptions.defaults());
  }

  static Model configured(String model, String settings) {
    var given = new HashMap<String, String>();
    for (var setting : settings.split(" ")) {
      if (!setting.isEmpty()) {
        var equals = setting.indexOf('=');
        given.put(setting.substring(0, equals), setting.substring(equals + 1));
      }
    }
    return Catalog.load().find(model).configure(Map.copyOf(given)).model();
  }

  /// The names of the claims that are violated.
  static List<String> violated(CheckResult result) {
    return result.claims().stream()
        .filter(claim -> claim.status() == Status.VIOLATED)
        .map(ClaimResult::name)
        .toList();
  }

  private Checked() {}
}
