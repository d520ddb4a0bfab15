package dev.plimsoll.raft;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.checker.catalog.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The models of etcd's Raft, as users find them.
public final class RaftModels implements Models {

  private static final String RAFT =
      "go.etcd.io/raft raft.go at cdfbeed; Ongaro and Ousterhout, section 5";
  private static final String MEMBERSHIP =
      "go.etcd.io/raft raft.go and confchange at cdfbeed; Ongaro's thesis, chapter 4";
  private static final String SNAPSHOTS =
      "go.etcd.io/raft raft.go at cdfbeed; etcd server/storage, wal.go and storage.go, v3.6";
  private static final String PROGRESS =
      "go.etcd.io/raft raft.go at cdfbeed; Ongaro and Ousterhout, section 5.6";

  @Override
  public List<ModelDefinition> definitions() {
    return List.of(
        raft(),
        membership(),
        snapshots(),
        progress(),
        elections(),
        swap(),
        power(),
        reads(),
        flow());
  }

  private static ModelDefinition raft() {
    return new ModelDefinition(
        "etcd-raft",
        "etcd's Raft nodes elect leaders and replicate a log through losses and crashes",
        RAFT,
        parameters(
            new RaftCluster.Environment(new Faults(1, 1, 1, 0), 1, 3),
            Parameter.integer("servers", 3, 1, 7, "servers"),
            candidates(2),
            maxTerm(2),
            proposals(1),
            Parameter.flag("pre-vote", false, "ask whether an election can be won before it"),
            heartbeats()),
        given ->
            new EtcdRaft(
                new EtcdRaft.Bounds(
                    given.integer("servers"),
                    given.integer("candidates"),
                    given.integer("max-term"),
                    given.integer("proposals"),
                    environment(given)),
                given.flag("pre-vote"),
                given.flag("heartbeats"),
                bug(given)));
  }

  private static ModelDefinition membership() {
    return new ModelDefinition(
        "etcd-membership",
        "the members of a Raft group change, and leadership is handed over",
        MEMBERSHIP,
        parameters(
            new RaftCluster.Environment(Faults.NONE, 0, 3),
            changes(Reconfiguration.ADD_AND_REMOVE),
            candidates(2),
            maxTerm(2),
            proposals(0),
            transfers(0)),
        given ->
            new EtcdMembership(
                new EtcdMembership.Bounds(
                    given.constant("changes", Reconfiguration.class),
                    given.integer("candidates"),
                    given.integer("max-term"),
                    given.integer("proposals"),
                    given.integer("transfers"),
                    environment(given)),
                bug(given)));
  }

  private static ModelDefinition snapshots() {
    return new ModelDefinition(
        "etcd-snapshots",
        "Raft nodes compact their logs, send snapshots, and crash while they save",
        SNAPSHOTS,
        parameters(
            new RaftCluster.Environment(new Faults(0, 0, 1, 0), 1, 3),
            Parameter.integer("servers", 3, 1, 7, "servers"),
            candidates(1),
            maxTerm(2),
            proposals(0),
            Parameter.integer("compactions", 1, 1, 9, "snapshots that servers make"),
            heartbeats()),
        given ->
            new EtcdSnapshots(
                new EtcdSnapshots.Bounds(
                    given.integer("servers"),
                    given.integer("candidates"),
                    given.integer("max-term"),
                    given.integer("proposals"),
                    given.integer("compactions"),
                    environment(given)),
                given.flag("heartbeats"),
                bug(given)));
  }

  private static ModelDefinition progress() {
    return new ModelDefinition(
        "etcd-progress",
        "Raft nodes elect a leader and decide what was proposed once nothing goes wrong any more",
        PROGRESS,
        parameters(
            new RaftCluster.Environment(new Faults(0, 0, 0, 1), 1, 1),
            changes(Reconfiguration.NONE),
            candidates(1),
            maxTerm(1),
            proposals(0),
            transfers(0),
            Parameter.flag("check-quorum", true, "leaders step down that hear of no quorum")),
        given ->
            new EtcdProgress(
                new EtcdProgress.Bounds(
                    given.constant("changes", Reconfiguration.class),
                    given.integer("candidates"),
                    given.integer("max-term"),
                    given.integer("proposals"),
                    given.integer("transfers"),
                    environment(given)),
                given.flag("check-quorum"),
                bug(given)));
  }

  private static ModelDefinition elections() {
    return new ModelDefinition(
        "etcd-elections",
        "Raft nodes that are cut off now and then elect leaders with pre-votes",
        PROGRESS,
        List.of(
            Parameter.enumeration("options", EtcdElections.Options.class, "how nodes are set up"),
            Parameter.integer("candidates", 3, 1, 3, "servers that may time out, from the last"),
            Parameter.integer("max-term", 3, 1, 9, "no election is started in this term"),
            proposals(0),
            Parameter.integer("partitions", 2, 1, 9, "times that the network falls in two"),
            Parameter.enumeration("bug", EtcdElections.Bug.class, "a mistake to seed")),
        given ->
            new EtcdElections(
                new EtcdElections.Bounds(
                    given.constant("options", EtcdElections.Options.class),
                    given.integer("candidates"),
                    given.integer("max-term"),
                    given.integer("proposals"),
                    given.integer("partitions")),
                given.constant("bug", EtcdElections.Bug.class)));
  }

  private static ModelDefinition swap() {
    return new ModelDefinition(
        "etcd-swap",
        "a voter and a learner of a Raft group change places, and the leader dies",
        MEMBERSHIP,
        List.of(
            proposals(1),
            Parameter.integer("heartbeats", 1, 0, 4, "times that the leader sends heartbeats"),
            Parameter.enumeration("bug", EtcdSwap.Bug.class, "a mistake to seed")),
        given ->
            new EtcdSwap(
                new EtcdSwap.Bounds(given.integer("proposals"), given.integer("heartbeats")),
                given.constant("bug", EtcdSwap.Bug.class)));
  }

  private static ModelDefinition power() {
    return new ModelDefinition(
        "etcd-power",
        "all servers of a Raft group lose power at once",
        SNAPSHOTS,
        List.of(
            Parameter.integer("servers", 3, 2, 5, "servers, of which the first leads"),
            proposals(1),
            Parameter.integer("failures", 1, 1, 4, "times that the power fails"),
            Parameter.integer("messages", 3, 1, 99, "different messages under way"),
            Parameter.enumeration("bug", EtcdPower.Bug.class, "a mistake to seed")),
        given ->
            new EtcdPower(
                new EtcdPower.Bounds(
                    given.integer("servers"),
                    given.integer("proposals"),
                    given.integer("failures"),
                    given.integer("messages")),
                given.constant("bug", EtcdPower.Bug.class)));
  }

  // ---- parameters that models share

  private static List<Parameter> parameters(
      RaftCluster.Environment standard, Parameter... parameters) {
    var faults = standard.faults();
    return Stream.concat(
            Arrays.stream(parameters),
            Stream.of(
                Parameter.integer("losses", faults.losses(), 0, 9, "messages that are lost"),
                Parameter.integer(
                    "duplicates", faults.duplicates(), 0, 9, "messages that arrive twice"),
                Parameter.integer(
                    "crashes", faults.crashes(), 0, 9, "crashes, each with a restart"),
                Parameter.integer(
                    "partitions", faults.partitions(), 0, 9, "times that the network falls in two"),
                Parameter.integer("faults", standard.allFaults(), 0, 36, "all of these together"),
                Parameter.integer(
                    "messages", standard.messages(), 1, 99, "different messages under way"),
                Parameter.enumeration("bug", Bug.class, "a mistake to seed")))
        .toList();
  }

  private static RaftCluster.Environment environment(Parameters given) {
    return new RaftCluster.Environment(
        new Faults(
            given.integer("losses"),
            given.integer("duplicates"),
            given.integer("crashes"),
            given.integer("partitions")),
        given.integer("faults"),
        given.integer("messages"));
  }

  private static Bug bug(Parameters given) {
    return given.constant("bug", Bug.class);
  }

  private static Parameter changes(Reconfiguration standard) {
    var words =
        Stream.concat(Stream.of(standard), Arrays.stream(Reconfiguration.values()))
            .distinct()
            .map(Parameter::written)
            .toList();
    return Parameter.word("changes", words, "what changes of membership clients ask for");
  }

  private static Parameter heartbeats() {
    return Parameter.flag("heartbeats", false, "leaders send heartbeats");
  }

  private static Parameter candidates(int standard) {
    return Parameter.integer(
        "candidates", standard, 1, 7, "servers that may time out, from the first");
  }

  private static Parameter maxTerm(int standard) {
    return Parameter.integer("max-term", standard, 1, 9, "no election is started in this term");
  }

  private static Parameter proposals(int standard) {
    return Parameter.integer("proposals", standard, 0, 9, "how often clients propose");
  }

  private static Parameter transfers(int standard) {
    return Parameter.integer("transfers", standard, 0, 9, "how often leadership is handed over");
  }

  private static ModelDefinition reads() {
    return new ModelDefinition(
        "etcd-reads",
        "members of etcd answer linearizable reads while leaders change",
        "go.etcd.io/raft read_only.go at cdfbeed; etcd server/etcdserver/read/read.go",
        List.of(
            Parameter.integer("servers", 3, 1, 3, "servers, of which the first leads"),
            Parameter.integer("elections", 1, 0, 4, "elections, as servers time out"),
            Parameter.integer("writes", 1, 0, 4, "writes of clients"),
            Parameter.integer("readers", 2, 1, 3, "servers that clients read at, the first"),
            Parameter.integer("reads", 1, 1, 4, "reads of clients"),
            Parameter.integer("retries", 1, 0, 4, "how often members ask the leader again"),
            Parameter.integer("transfers", 0, 0, 4, "how often leadership is handed over"),
            Parameter.integer("crashes", 0, 0, 4, "crashes, each with a restart"),
            Parameter.enumeration("reading", EtcdReads.Reading.class, "how reads are answered"),
            Parameter.enumeration("bug", EtcdReads.Bug.class, "a mistake to seed")),
        given ->
            new EtcdReads(
                new EtcdReads.Bounds(
                    given.integer("servers"),
                    given.integer("elections"),
                    given.integer("writes"),
                    given.integer("readers"),
                    given.integer("reads"),
                    given.integer("retries"),
                    given.integer("transfers"),
                    given.integer("crashes")),
                given.constant("reading", EtcdReads.Reading.class),
                given.constant("bug", EtcdReads.Bug.class)));
  }

  private static ModelDefinition flow() {
    return new ModelDefinition(
        "etcd-flow",
        "etcd's Raft leader sends to a slow follower, and compacts its log",
        "go.etcd.io/raft raft.go and tracker/progress.go at cdfbeed",
        List.of(
            Parameter.integer("writes", 2, 1, 4, "writes of clients"),
            Parameter.integer("losses", 1, 0, 4, "messages to the slow follower that are lost"),
            Parameter.integer("compactions", 1, 0, 4, "snapshots of the leader"),
            Parameter.integer("inflight", 1, 1, 9, "messages with an entry without an answer"),
            Parameter.integer("inflight-bytes", 0, 0, 9, "bytes in them; 0 for any number"),
            Parameter.integer("restarts", 0, 0, 4, "times that the slow follower starts again"),
            Parameter.flag("reports", true, "the leader may be told of lost messages"),
            Parameter.flag("delegates", false, "another sends snapshots, of one entry less"),
            Parameter.enumeration("bug", EtcdFlow.Bug.class, "a mistake to seed")),
        given ->
            new EtcdFlow(
                new EtcdFlow.Bounds(
                    given.integer("writes"),
                    given.integer("losses"),
                    given.integer("compactions"),
                    given.integer("inflight"),
                    given.integer("inflight-bytes"),
                    given.integer("restarts"),
                    given.flag("reports"),
                    given.flag("delegates")),
                given.constant("bug", EtcdFlow.Bug.class)));
  }
}
