package dev.plimsoll.reports.cli;

import dev.plimsoll.checker.search.Method;
import picocli.CommandLine.Option;

/// Which states a search visits, and how it tells them apart.
final class MethodOptions {

  @Option(
      names = "--symmetry",
      description =
          "Visit one state of all that differ only in the names of identities that the model says"
              + " are interchangeable; refused where a rule or claim tells them apart, and for"
              + " liveness claims that are about more than what is so in the end.")
  private boolean symmetry;

  @Option(
      names = "--partial-order",
      description =
          "Leave out orders of independent steps that make no difference to the claims; refused for"
              + " claims that speak of the next state.")
  private boolean partialOrder;

  @Option(
      names = "--fingerprints",
      description =
          "Keep 64 bits of each state instead of all: less memory for large states, and a chance,"
              + " which is told, that some are missed.")
  private boolean fingerprints;

  Method method() {
    return new Method(symmetry, partialOrder, fingerprints);
  }
}
