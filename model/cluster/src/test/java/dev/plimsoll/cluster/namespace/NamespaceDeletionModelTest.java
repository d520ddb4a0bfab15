package dev.plimsoll.cluster.namespace;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A namespace goes when nothing is left in it. Settings are as on the command line, without
/// `--set`.
class NamespaceDeletionModelTest {

  @Test
  void itHoldsWithinItsBounds() {
    Checked.model("namespace-deletion", "").holds(9_348).firesEveryRule();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bug=does-not-list | nothing is left in a namespace that has gone
          bug=ignores-undiscovered | nothing is left in a namespace that has gone
          bug=trusts-its-cache | nothing is left in a namespace that has gone
          bug=stays-active | nothing is left in a namespace that has gone
          bug=does-not-wait | nothing is left in a namespace that has gone
          bug=forces | an object goes after its finalizer was taken off
          bug=gives-up | in the end a namespace that is being deleted has gone
          """)
  void aMistakeIsFound(String settings, String claim) {
    Checked.model("namespace-deletion", settings).breaks(claim);
  }
}
