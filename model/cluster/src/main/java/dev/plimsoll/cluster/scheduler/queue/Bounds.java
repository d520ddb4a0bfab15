package dev.plimsoll.cluster.scheduler.queue;

import dev.plimsoll.cluster.scheduler.queue.PriorityPod.Request;
import java.util.List;
import java.util.stream.IntStream;

/// How far the model goes.
///
/// @param nodes how many there will be
/// @param capacity of each, at least 2
/// @param schedulers that pods name in turn
/// @param pods how many of five pods users create
/// @param budget how many guarded pods are to be available (`minAvailable`); 0 for no budget
/// @param deletions how many of these users delete
/// @param flushes how often pods are tried again that have waited for long
/// @param lost how often the answer to a binding that was made does not come
/// @param faults how often a binding fails or the scheduler dies
public record Bounds(
    int nodes,
    int capacity,
    int schedulers,
    int pods,
    int budget,
    int deletions,
    int flushes,
    int lost,
    int faults) {

  private static final List<Request> PODS =
      List.of(
          new Request(0, 1, false),
          new Request(1, 2, false),
          new Request(1, 1, false),
          new Request(0, 1, false),
          new Request(2, 2, false));

  /// Pods some of which a budget guards, though they matter less than others.
  private static final List<Request> GUARDED_PODS =
      List.of(
          new Request(0, 1, true),
          new Request(1, 1, false),
          new Request(2, 2, false),
          new Request(0, 1, true),
          new Request(2, 1, false));

  /// What the pods ask for, by name.
  List<Request> requests() {
    var requests = budget > 0 ? GUARDED_PODS : PODS;
    return IntStream.range(0, pods)
        .mapToObj(name -> requests.get(name).of(name % schedulers))
        .toList();
  }

  /// Whether a pod can be nominated for a node for which another is that matters more.
  /// Those that matter less must not all fit on a node, or none of them is nominated.
  boolean nominationsCollide() {
    var most = requests().stream().mapToInt(Request::priority).max().orElse(0);
    var others = requests().stream().filter(each -> each.priority() < most);
    return most > 1 && others.mapToInt(Request::size).sum() > capacity;
  }
}
