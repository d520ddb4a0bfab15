package dev.plimsoll.cluster.scheduler.queue;

/// Mistakes to seed into the scheduler.
public enum Bug {
  /// The scheduler as it should be.
  NONE,
  /// It does not count pods that it is about to bind.
  DOES_NOT_ASSUME,
  /// It goes on counting a pod whose binding has failed.
  KEEPS_FAILED,
  /// It forgets an event that comes while a pod is being scheduled.
  LOSES_EVENTS,
  /// It never tries a pod again that is backing off.
  NEVER_ENDS_BACKOFF,
  /// It preempts pods of the same priority.
  PREEMPTS_EQUALS,
  /// It gives room away that is kept for a nominated pod.
  IGNORES_NOMINATIONS,
  /// It preempts although a node is free.
  PREEMPTS_THOUGH_FREE,
  /// A binding replaces another.
  BINDS_ANYHOW,
  /// That a nomination has ended is no event, as up to v1.32 (kubernetes/kubernetes#129058).
  MISSES_NOMINATIONS,
  /// It preempts whom a budget does not allow to go, though others would do.
  IGNORES_BUDGETS,
  /// It preempts on any node.
  PICKS_ANY_NODE,
  /// Of pods of one priority it preempts the one that was started first.
  SPARES_THE_LATEST,
  /// It takes on pods that name another scheduler.
  TAKES_ALL,
  /// It counts pods that a kubelet has refused.
  COUNTS_FAILED,
  /// A kubelet does not look whether there is room.
  ADMITS_ANYHOW
}
