package dev.plimsoll.network.sandbox;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A node, as its kernel, its runtime and its flanneld have it.
///
/// @param joined how often it has joined; 0 while it is not there
/// @param mtu of its card, in bytes
/// @param last the place of the address that was given out last; host-local looks on from there
/// @param neighbours the sandbox that it takes an address of its block to be of, by place
/// @param hostPort the places that its port leads to; the first counts
record Machine(
    int joined, int mtu, int last, SortedMap<Integer, Owner> neighbours, List<Integer> hostPort) {

  /// Addresses that pods of a node can have: one more than it has pods.
  static final int ADDRESSES = 3;

  /// None.
  static final Machine GONE = new Machine(0, 0, 0, new TreeMap<>(), List.of());

  Machine {
    neighbours = Collections.unmodifiableSortedMap(new TreeMap<>(neighbours));
    hostPort = List.copyOf(hostPort);
  }

  /// One that has just joined.
  static Machine joined(int times, int mtu) {
    return new Machine(times, mtu, 0, new TreeMap<>(), List.of());
  }

  boolean isThere() {
    return joined > 0;
  }

  Machine withMtu(int other) {
    return new Machine(joined, other, last, neighbours, hostPort);
  }

  Machine gone(int mtuNow) {
    return new Machine(0, mtuNow, 0, new TreeMap<>(), List.of());
  }

  Machine with(int lastGiven, SortedMap<Integer, Owner> known, List<Integer> leadsTo) {
    return new Machine(joined, mtu, lastGiven, known, leadsTo);
  }
}
