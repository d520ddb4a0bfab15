package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.search.Method;
import picocli.CommandLine.Option;

/// Which states a search visits.
final class MethodOptions {

  @Option(
      names = "--symmetry",
      description = {
        "Visit one state of all that differ only in the names of identities that the model says",
        "are interchangeable; refused where a rule or claim tells them apart."
      })
  private boolean symmetry;

  Method method() {
    return new Method(symmetry, false, false);
  }
}
