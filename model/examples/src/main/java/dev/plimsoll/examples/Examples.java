package dev.plimsoll.examples;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.examples.commit.AtomicCommitment;
import dev.plimsoll.examples.commit.NonBlockingCommit;
import dev.plimsoll.examples.commit.PaxosCommit;
import dev.plimsoll.examples.commit.TransactionCommit;
import dev.plimsoll.examples.commit.TwoPhaseCommit;
import dev.plimsoll.examples.commit.TwoPhaseCommitWithBackup;
import dev.plimsoll.examples.concurrency.LeftNeighbour;
import dev.plimsoll.examples.consensus.BoundedRaft;
import dev.plimsoll.examples.consensus.FastPaxos;
import dev.plimsoll.examples.consensus.Paxos;
import dev.plimsoll.examples.consensus.Voting;
import dev.plimsoll.examples.graph.ChangRoberts;
import dev.plimsoll.examples.graph.Echo;
import dev.plimsoll.examples.graph.SpanningTree;
import dev.plimsoll.examples.graph.TokenRing;
import dev.plimsoll.examples.mutex.Bakery;
import dev.plimsoll.examples.mutex.CigaretteSmokers;
import dev.plimsoll.examples.mutex.DiningPhilosophers;
import dev.plimsoll.examples.mutex.LamportMutex;
import dev.plimsoll.examples.mutex.Lock;
import dev.plimsoll.examples.mutex.Peterson;
import dev.plimsoll.examples.mutex.ReadersWriters;
import dev.plimsoll.examples.mutex.SimpleAllocator;
import dev.plimsoll.examples.puzzle.Chameneos;
import dev.plimsoll.examples.puzzle.CoffeeCan;
import dev.plimsoll.examples.puzzle.DieHard;
import dev.plimsoll.examples.puzzle.GameOfLife;
import dev.plimsoll.examples.puzzle.MissionariesAndCannibals;
import dev.plimsoll.examples.puzzle.Prisoners;
import dev.plimsoll.examples.puzzle.Queens;
import dev.plimsoll.examples.replication.GrowOnlyCounter;
import dev.plimsoll.examples.termination.AsyncTermination;
import dev.plimsoll.examples.termination.Ewd840;
import dev.plimsoll.examples.termination.Ewd998;
import dev.plimsoll.examples.termination.SyncTermination;
import dev.plimsoll.examples.transmission.AlternatingBit;
import java.util.List;

/// The examples, as users find them.
public final class Examples implements Models {

  @Override
  public List<ModelDefinition> definitions() {
    return List.of(
        AtomicCommitment.definition(),
        NonBlockingCommit.definition(),
        PaxosCommit.definition(),
        TransactionCommit.definition(),
        TwoPhaseCommit.definition(),
        TwoPhaseCommitWithBackup.definition(),
        LeftNeighbour.definition(),
        BoundedRaft.definition(),
        FastPaxos.definition(),
        Paxos.definition(),
        Voting.definition(),
        ChangRoberts.definition(),
        Echo.definition(),
        SpanningTree.definition(),
        TokenRing.definition(),
        Bakery.definition(),
        CigaretteSmokers.definition(),
        DiningPhilosophers.definition(),
        LamportMutex.definition(),
        Lock.definition(),
        Peterson.definition(),
        ReadersWriters.definition(),
        SimpleAllocator.definition(),
        Chameneos.definition(),
        CoffeeCan.definition(),
        DieHard.definition(),
        GameOfLife.definition(),
        MissionariesAndCannibals.definition(),
        Prisoners.definition(),
        Queens.definition(),
        GrowOnlyCounter.definition(),
        AsyncTermination.definition(),
        Ewd840.definition(),
        Ewd998.definition(),
        SyncTermination.definition(),
        AlternatingBit.definition());
  }
}
