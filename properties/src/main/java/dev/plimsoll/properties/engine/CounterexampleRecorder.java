package dev.plimsoll.properties.engine;

import dev.plimsoll.checker.catalog.Parameters;
import dev.plimsoll.checker.search.CheckResult.ClaimResult;
import java.nio.file.Path;
import java.util.List;

/// Keeps what a violated claim leaves behind. Found by {@link java.util.ServiceLoader}, so that the
/// engine does not depend on any form of file.
public interface CounterexampleRecorder {

  /// Keeps the counterexample of a violated claim that has a trace.
  ///
  /// @param folder where to keep it
  /// @param model the name in the catalog
  /// @param claim violated, with a trace
  /// @return lines to be told with the failure: the file, and the command to replay it
  /// @throws java.io.UncheckedIOException if it cannot be kept
  List<String> record(Path folder, String model, Parameters parameters, ClaimResult claim);
}
