package dev.plimsoll.examples;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.checker.catalog.Parameters;
import java.util.List;

/// The examples, as users find them.
public final class Examples implements Models {

  @Override
  public List<ModelDefinition> definitions() {
    return List.of(twoPhaseCommit(), boundedRaft(), lock());
  }

  private static ModelDefinition twoPhaseCommit() {
    return new ModelDefinition(
        "two-phase-commit",
        "a coordinator and its resource managers commit or abort together",
        "Gray and Lamport, Consensus on Transaction Commit, MSR-TR-2003-96, section 3",
        List.of(Parameter.integer("managers", 5, 1, 12, "resource managers")),
        parameters -> new TwoPhaseCommit(parameters.integer("managers")));
  }

  private static ModelDefinition boundedRaft() {
    return new ModelDefinition(
        "bounded-raft",
        "Raft elects leaders and replicates a log over a network that delays, repeats and loses",
        "Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm, section 5",
        List.of(
            Parameter.integer("servers", 3, 1, 7, "servers"),
            Parameter.integer("max-term", 2, 0, 9, "no election is started in this term"),
            Parameter.integer("max-log", 1, 0, 9, "a leader's log takes no more entries"),
            Parameter.integer("restarts", 0, 0, 9, "crashes with recovery, in all"),
            Parameter.integer("max-messages", 4, 1, 99, "different messages in the network"),
            Parameter.enumeration("bug", BoundedRaft.Bug.class, "a mistake to seed")),
        Examples::boundedRaft);
  }

  private static BoundedRaft boundedRaft(Parameters parameters) {
    return new BoundedRaft(
        new BoundedRaft.Bounds(
            parameters.integer("servers"),
            parameters.integer("max-term"),
            parameters.integer("max-log"),
            parameters.integer("restarts"),
            parameters.integer("max-messages")),
        parameters.constant("bug", BoundedRaft.Bug.class));
  }

  private static ModelDefinition lock() {
    return new ModelDefinition(
        "lock",
        "processes share a lock without a queue: does everyone who waits get it?",
        "Manna and Pnueli, The Temporal Logic of Reactive and Concurrent Systems, section 2.6",
        List.of(
            Parameter.integer("processes", 3, 2, 12, "processes"),
            Parameter.enumeration("fair", Lock.Fair.class, "what is assumed of taking the lock")),
        parameters ->
            new Lock(
                parameters.integer("processes"), parameters.constant("fair", Lock.Fair.class)));
  }
}
