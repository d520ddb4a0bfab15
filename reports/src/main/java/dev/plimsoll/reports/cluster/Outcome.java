package dev.plimsoll.reports.cluster;

import dev.plimsoll.cluster.manifest.Circumstance;
import dev.plimsoll.cluster.manifest.Scale;
import dev.plimsoll.reports.RunReport;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What became of one circumstance.
///
/// @param held the largest size at which all claims hold; empty where they do at none
/// @param last the run that ended it: the first that found something or was not finished, or that
///     of the largest size
/// @param scale the size of that run
/// @param isWhole whether that size is what the manifests ask for
/// @param findings what it found
/// @param vacuous claims that hold in it, but say nothing
/// @param limits what bounded it beside the size
public record Outcome(
    Circumstance circumstance,
    Optional<Scale> held,
    RunReport last,
    Scale scale,
    boolean isWhole,
    List<Finding> findings,
    List<Vacuous> vacuous,
    List<Limit> limits) {

  public Outcome {
    findings = List.copyOf(findings);
    vacuous = List.copyOf(vacuous);
    limits = List.copyOf(limits);
  }

  /// What was held against the run, such as a limit of time.
  ///
  /// @return null if it came to its end
  public @Nullable String stopped() {
    return last.result().stopped();
  }

  /// Whether something goes wrong when nothing happens.
  public boolean spoilsOthers() {
    return circumstance == Circumstance.CREATE && !findings.isEmpty();
  }
}
