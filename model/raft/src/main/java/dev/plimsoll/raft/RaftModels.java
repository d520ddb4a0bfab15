package dev.plimsoll.raft;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.checker.catalog.Parameters;
import java.util.List;

/// The models of etcd, as users find them.
public final class RaftModels implements Models {

  @Override
  public List<ModelDefinition> definitions() {
    return List.of(etcdRaft());
  }

  private static ModelDefinition etcdRaft() {
    return new ModelDefinition(
        "etcd-raft",
        "etcd's Raft nodes elect leaders and replicate a log through losses and crashes",
        "go.etcd.io/raft raft.go at cdfbeed; Ongaro and Ousterhout, section 5",
        List.of(
            Parameter.integer("servers", 3, 1, 7, "servers"),
            Parameter.integer("candidates", 2, 1, 7, "servers that may time out, from the first"),
            Parameter.integer("max-term", 2, 1, 9, "no election is started in this term"),
            Parameter.integer("proposals", 1, 0, 9, "how often clients propose"),
            Parameter.integer("losses", 1, 0, 9, "messages that are lost"),
            Parameter.integer("duplicates", 1, 0, 9, "messages that arrive twice"),
            Parameter.integer("crashes", 1, 0, 9, "crashes, each with a restart"),
            Parameter.integer("faults", 1, 0, 27, "losses, duplicates and crashes in all"),
            Parameter.integer("messages", 3, 1, 99, "different messages under way"),
            Parameter.flag("pre-vote", false, "ask whether an election can be won before it"),
            Parameter.flag("heartbeats", false, "leaders send heartbeats"),
            Parameter.enumeration("bug", Bug.class, "a mistake to seed")),
        RaftModels::etcdRaft);
  }

  private static EtcdRaft etcdRaft(Parameters parameters) {
    return new EtcdRaft(
        new EtcdRaft.Bounds(
            parameters.integer("servers"),
            parameters.integer("candidates"),
            parameters.integer("max-term"),
            parameters.integer("proposals"),
            new Faults(
                parameters.integer("losses"),
                parameters.integer("duplicates"),
                parameters.integer("crashes")),
            parameters.integer("faults"),
            parameters.integer("messages")),
        parameters.flag("pre-vote"),
        parameters.flag("heartbeats"),
        parameters.constant("bug", Bug.class));
  }
}
