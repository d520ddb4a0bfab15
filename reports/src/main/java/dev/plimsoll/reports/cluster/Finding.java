package dev.plimsoll.reports.cluster;

import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import dev.plimsoll.cluster.manifest.Repair;
import java.util.List;

/// A claim that fails, and what helps.
///
/// @param repairs changes after which it holds, at the same size and under the same circumstance,
///     and no other claim fails that held before
public record Finding(ClaimResult claim, List<Repair> repairs) {

  public Finding {
    repairs = List.copyOf(repairs);
  }
}
