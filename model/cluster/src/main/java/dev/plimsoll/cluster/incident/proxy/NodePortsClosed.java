package dev.plimsoll.cluster.incident.proxy;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Model;
import java.util.Set;
import java.util.TreeSet;

/// kube-proxy held a socket for each node port, so that no process of the node could take it. When
/// the rules were refused, it gave back what it had opened for them, and with it what it had held
/// before.
///
/// Left out: the rules themselves; kube-proxy holds no ports since v1.27.
final class NodePortsClosed extends Model {

  private static final int FAILURES = 1;

  private final Cells<Boolean> services = cells("service", 2, false);
  private final Cell<Set<Integer>> served = cell("served", Set.of());
  private final Cell<Set<Integer>> held = cell("held", Set.of());
  private final Cell<Integer> failures = cell("failures", FAILURES);

  /// @param fixed whether only ports that were not held before are given back
  NodePortsClosed(boolean fixed) {
    rule(
        "a Service is created",
        services,
        (tx, service) -> tx.require(!tx.get(service)).set(service, true));
    rule(
        "the proxy syncs",
        tx -> {
          var ports = new TreeSet<Integer>();
          for (var service : services) {
            if (tx.get(service)) {
              ports.add(service.index());
            }
          }
          tx.require(!tx.get(served).equals(ports)).set(served, ports).set(held, ports);
        });
    rule(
        "the proxy syncs, and iptables-restore fails",
        tx -> {
          tx.require(tx.get(failures) > 0 && services.any(tx, true));
          tx.update(failures, left -> left - 1);
          if (!fixed) {
            tx.set(held, Set.of());
          }
        });

    always(
        "a node port of a Service that was served stays held",
        s -> s.get(held).containsAll(s.get(served)));
    sometimes(
        "a sync has failed where a port is held",
        s -> s.get(failures) < FAILURES && !s.get(served).isEmpty());
    sometimes("both node ports are held", s -> s.get(held).size() == services.size());
  }
}
