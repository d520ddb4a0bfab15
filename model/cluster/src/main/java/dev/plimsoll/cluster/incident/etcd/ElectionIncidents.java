package dev.plimsoll.cluster.incident.etcd;

import dev.plimsoll.cluster.incident.Incident;
import dev.plimsoll.raft.EtcdElections;
import dev.plimsoll.raft.EtcdElections.Bounds;
import dev.plimsoll.raft.EtcdElections.Bug;
import dev.plimsoll.raft.EtcdElections.Options;
import dev.plimsoll.raft.EtcdSwap;
import java.util.List;

/// Incidents of etcd's Raft in which no leader is elected.
final class ElectionIncidents {

  private static final String ELECTED = "in the end a leader is elected";
  private static final Bounds CUT_OFF = new Bounds(Options.PRE_VOTE, 3, 3, 0, 2);
  private static final Bounds MIGRATION = new Bounds(Options.MIGRATION, 1, 3, 1, 1);
  private static final Bounds LEASES = new Bounds(Options.PRE_VOTE_AND_CHECK_QUORUM, 3, 1, 0, 1);

  static final List<Incident> ALL =
      List.of(
          new Incident(
              "E41",
              "etcd-io/etcd#12359",
              "no leader is elected, as who has the most entries does not know that it votes",
              ELECTED,
              "a candidate says what is committed (PR 12435, as raft-rs has it; not in etcd)",
              fixed ->
                  new EtcdSwap(
                      new EtcdSwap.Bounds(1, 1),
                      fixed ? EtcdSwap.Bug.NONE : EtcdSwap.Bug.COMMIT_NOT_IN_VOTES)),
          new Incident(
              "E42",
              "etcd-io/etcd#8243",
              "no leader is elected, as a member that was cut off grants pre-votes in its own term",
              ELECTED,
              "a pre-vote is granted in the term that was asked for",
              fixed ->
                  elections(
                      CUT_OFF, fixed ? Bug.EARLIER_TERMS_IGNORED : Bug.PRE_VOTES_IN_OWN_TERM)),
          new Incident(
              "E43",
              "etcd-io/etcd#8501",
              "no leader is elected after members were changed to pre-votes one by one",
              ELECTED,
              "who is asked for a pre-vote in an earlier term than its own refuses, and says so",
              fixed -> elections(MIGRATION, fixed ? Bug.NONE : Bug.EARLIER_TERMS_IGNORED)),
          new Incident(
              "E44",
              "etcd-io/etcd#9586",
              "no leader is elected, as pre-candidates ignore each other for the leader's sake",
              ELECTED,
              "a pre-candidate knows of no leader any more",
              fixed -> elections(LEASES, fixed ? Bug.NONE : Bug.PRE_CANDIDATE_KEEPS_LEADER)));

  private static EtcdElections elections(Bounds bounds, Bug bug) {
    return new EtcdElections(bounds, bug);
  }

  private ElectionIncidents() {}
}
