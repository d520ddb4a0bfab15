package dev.plimsoll.examples;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.examples.commit.TwoPhaseCommit;
import dev.plimsoll.examples.consensus.BoundedRaft;
import dev.plimsoll.examples.mutex.Lock;
import java.util.List;

/// The examples, as users find them.
public final class Examples implements Models {

  @Override
  public List<ModelDefinition> definitions() {
    return List.of(TwoPhaseCommit.definition(), BoundedRaft.definition(), Lock.definition());
  }
}
