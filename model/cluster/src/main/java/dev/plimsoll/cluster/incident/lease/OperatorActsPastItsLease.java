package dev.plimsoll.cluster.incident.lease;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.Transaction;
import dev.plimsoll.cluster.ClusterModel;
import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.client.Component;
import dev.plimsoll.cluster.client.Informer;
import dev.plimsoll.cluster.lease.LeaderElector;
import dev.plimsoll.cluster.lease.LeaderElector.Expiry;
import dev.plimsoll.cluster.lease.Lease;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An operator that leads gives each node a PodCIDR. When it cannot renew its lease in time it
/// shuts down, part by part, and a part that is slow keeps the others going; so it still gives
/// PodCIDRs away when another leads.
///
/// No process pauses here: a leader notices its deadline in time.
final class OperatorActsPastItsLease extends ClusterModel {

  private static final List<Integer> OPERATORS = List.of(0, 1);
  private static final List<Integer> NODES = List.of(0, 1);
  private static final List<Integer> POD_CIDRS = List.of(0, 1);
  private static final int TICKS = 5;

  /// A node, as the operator describes it.
  private record CiliumNode(Meta meta, Optional<Integer> podCidr) implements ApiObject<CiliumNode> {

    @Override
    public CiliumNode with(Meta newMeta) {
      return new CiliumNode(newMeta, podCidr);
    }

    boolean has(int cidr) {
      return podCidr.isPresent() && podCidr.get() == cidr;
    }
  }

  private static final CiliumNode NEW = new CiliumNode(Meta.NEW, Optional.empty());

  private final Resource<Lease> leases = resource("leases", List.of(Optional.of(Lease.FREE)));
  private final Resource<CiliumNode> nodes =
      resource("ciliumnodes", List.of(Optional.of(NEW), Optional.of(NEW)));
  private final Cell<Integer> time = cell("time", 0);
  private final Cells<List<Integer>> givenBy =
      cells("PodCIDRs given by operator", OPERATORS.size(), List.of());
  private final List<LeaderElector> electors;

  /// @param fixed whether an operator exits at once when it has lost its lease
  OperatorActsPastItsLease(boolean fixed) {
    super(1, 2);
    electors = OPERATORS.stream().map(each -> declareOperator(each, fixed)).toList();
    event(
        "time passes",
        TICKS,
        tx -> {
          electors.forEach(each -> tx.require(!each.isPastDeadline(tx)));
          tx.update(time, now -> now + 1);
        });

    always(
        "no PodCIDR is given to two nodes",
        POD_CIDRS,
        (s, cidr) -> nodes.list(s).stream().filter(node -> node.has(cidr)).count() <= 1);
    sometimes(
        "the second leader gives a PodCIDR away after the first",
        s -> electors.get(1).leads(s) && s.get(givenBy.get(1)).equals(List.of(1)));
  }

  private LeaderElector declareOperator(int number, boolean exitsAtOnce) {
    var operator = component("operator " + number);
    var known = watch(operator, nodes);
    var elector =
        new LeaderElector(
            number,
            leases,
            memory(operator, "observed", Optional.empty()),
            memory(operator, "renewed", Optional.empty()),
            s -> s.get(time),
            Expiry.OBSERVED_TIME);
    var given = givenBy.get(number);
    operator.add(given, List.of());
    var isStopping = memory(operator, "stopping", false);
    step(
        operator,
        "acquire or renew the lease",
        tx -> {
          tx.require(isStopping, false);
          var led = elector.leads(tx);
          elector.tryAcquireOrRenew(tx);
          if (!led && elector.leads(tx)) {
            operator.reconnect(tx); // its informers are started when it begins to lead
          }
        });
    declareShutdown(operator, elector, isStopping, exitsAtOnce);
    step(
        operator,
        "give a PodCIDR to a node",
        NODES,
        (tx, node) -> {
          tx.require(elector.leads(tx) || tx.get(isStopping));
          give(tx, known, given, node);
        });
    return elector;
  }

  private void declareShutdown(
      Component operator, LeaderElector elector, Cell<Boolean> isStopping, boolean exitsAtOnce) {
    step(
        operator,
        "lose the lead",
        tx -> {
          elector.giveUp(tx);
          if (exitsAtOnce) {
            operator.restart(tx);
          } else {
            tx.set(isStopping, true);
          }
        });
    if (!exitsAtOnce) {
      step(
          operator,
          "exit when all parts have stopped",
          tx -> {
            tx.require(isStopping, true);
            operator.restart(tx);
          });
    }
  }

  /// Gives a node that has none the first PodCIDR that is free, as far as the operator knows.
  private void give(
      Transaction tx, Informer<CiliumNode> known, Cell<List<Integer>> given, int node) {
    var before = known.get(tx, node).orElseThrow();
    tx.require(before.podCidr().isEmpty()).require(nodes.get(tx, node).equals(Optional.of(before)));
    var free =
        POD_CIDRS.stream()
            .filter(cidr -> !tx.get(given).contains(cidr))
            .filter(cidr -> known.list(tx).stream().noneMatch(each -> each.has(cidr)))
            .findFirst();
    tx.require(free.isPresent());
    tx.update(given, all -> Stream.concat(all.stream(), free.stream()).toList());
    nodes.update(tx, node, before, new CiliumNode(before.meta(), free));
  }
}
