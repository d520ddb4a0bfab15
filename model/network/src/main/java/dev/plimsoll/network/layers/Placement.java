package dev.plimsoll.network.layers;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.kubernetes.workload.Node;
import dev.plimsoll.kubernetes.workload.Pod;
import dev.plimsoll.kubernetes.workload.Pod.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which pods are where, in one family.
///
/// @param machines at least one
/// @param sandboxes pods that have an address; others have no network yet, or none any more
record Placement(List<Machine> machines, List<Sandbox> sandboxes) {

  Placement {
    machines = List.copyOf(machines);
    sandboxes = List.copyOf(sandboxes);
  }

  /// @throws MisplacedException if a node has no address of the family, or two have one; if blocks
  ///     overlap; if a pod is on a node that is not there, or its address is not of its node's
  ///     block, or is another's
  static Placement of(ClusterObjects objects, Family family) {
    var machines = new HashMap<String, Machine>();
    var all = new ArrayList<Machine>();
    for (var node : objects.nodes()) {
      var machine = machine(node, family);
      all.forEach(other -> requireApart(node, machine, other));
      all.add(machine);
      machines.put(machine.name(), machine);
    }
    var sandboxes = new ArrayList<Sandbox>();
    var owners = new HashMap<Address, String>();
    all.forEach(each -> owners.put(each.address(), each.name()));
    for (var pod : objects.pods()) {
      sandbox(pod, machines, family)
          .ifPresent(
              sandbox -> {
                requireOwn(pod, sandbox, owners);
                sandboxes.add(sandbox);
              });
    }
    return new Placement(all, sandboxes);
  }

  private static Machine machine(Node node, Family family) {
    var address =
        ofFamily(node.addresses(), family)
            .orElseThrow(
                () ->
                    new MisplacedException(
                        node,
                        "/status/addresses",
                        "status.addresses: expected an InternalIP of %s, found %s"
                            .formatted(family, node.addresses())));
    var block = node.podCidrs().stream().filter(each -> each.family() == family).findFirst();
    return new Machine(node.metadata().name(), address, block);
  }

  private static void requireApart(Node node, Machine one, Machine other) {
    if (one.address().equals(other.address())) {
      throw new MisplacedException(
          node,
          "/status/addresses",
          "status.addresses: expected an address of its own, found that of " + other.name());
    }
    if (one.podCidr().isPresent()
        && other.podCidr().isPresent()
        && overlap(one.podCidr().get(), other.podCidr().get())) {
      throw new MisplacedException(
          node,
          "/spec/podCIDR",
          "spec.podCIDR: expected a block apart from %s of %s, found %s"
              .formatted(other.podCidr().get(), other.name(), one.podCidr().get()));
    }
  }

  private static boolean overlap(Prefix one, Prefix other) {
    return one.contains(other.address()) || other.contains(one.address());
  }

  private static Optional<Sandbox> sandbox(Pod pod, Map<String, Machine> machines, Family family) {
    var isOver =
        pod.phase().filter(phase -> phase == Phase.SUCCEEDED || phase == Phase.FAILED).isPresent();
    if (isOver || pod.spec().nodeName().isEmpty()) {
      return Optional.empty();
    }
    var node = pod.spec().nodeName().get();
    var machine = machines.get(node);
    if (machine == null) {
      throw new MisplacedException(
          pod,
          "/spec/nodeName",
          "spec.nodeName: expected one of the nodes %s, found \"%s\""
              .formatted(machines.keySet().stream().sorted().toList(), node));
    }
    var name = pod.metadata().namespacedName();
    var network = pod.network();
    if (pod.spec().hostNetwork()) {
      var own = Prefix.of(machine.address(), family.bits());
      return Optional.of(new Sandbox(name, machine, machine.address(), own, true, network.ports()));
    }
    return ofFamily(network.addresses(), family)
        .map(
            address ->
                new Sandbox(
                    name, machine, address, block(pod, machine, address), false, network.ports()));
  }

  private static Prefix block(Pod pod, Machine machine, Address address) {
    return machine
        .podCidr()
        .filter(block -> block.contains(address))
        .orElseThrow(
            () ->
                new MisplacedException(
                    pod,
                    "/status/podIP",
                    "status.podIP: expected an address of the block of %s, %s, found %s"
                        .formatted(
                            machine.name(),
                            machine.podCidr().map(Prefix::toString).orElse("which has none"),
                            address)));
  }

  private static void requireOwn(Pod pod, Sandbox sandbox, Map<Address, String> owners) {
    var machine = sandbox.machine();
    if (sandbox.isOfNode()) {
      return;
    }
    var other = owners.putIfAbsent(sandbox.address(), sandbox.name());
    if (other != null || sandbox.address().equals(machine.gateway())) {
      throw new MisplacedException(
          pod,
          "/status/podIP",
          "status.podIP: expected an address of its own, found %s, that of %s"
              .formatted(
                  sandbox.address(), other == null ? "the bridge of " + machine.name() : other));
    }
  }

  private static Optional<Address> ofFamily(List<Address> addresses, Family family) {
    return addresses.stream().filter(each -> each.family() == family).findFirst();
  }

  /// The pods of a node.
  List<Sandbox> on(Machine machine) {
    return sandboxes.stream().filter(each -> each.machine().equals(machine)).toList();
  }
}
