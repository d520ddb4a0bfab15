package dev.plimsoll.network.proxy;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import java.util.List;

/// The addresses of a node at which node ports are offered: `--nodeport-addresses`.
public sealed interface NodePortAddresses {

  /// Every address that is local to the node.
  record All() implements NodePortAddresses {}

  /// These only.
  ///
  /// @param addresses of the node
  record Listed(List<Address> addresses) implements NodePortAddresses {

    /// Copies the list.
    public Listed {
      addresses = List.copyOf(addresses);
    }
  }

  /// What the flag means on a node.
  ///
  /// Follows pkg/proxy/util/nodeport_addresses.go, v1.30: blocks of the other family do not count,
  /// and no block or one of length 0 means every address.
  ///
  /// @param family which addresses
  /// @param flag the value of `--nodeport-addresses`
  /// @param nodeAddresses the node's addresses, of either family
  static NodePortAddresses of(Family family, List<Prefix> flag, List<Address> nodeAddresses) {
    var blocks = flag.stream().filter(cidr -> cidr.family() == family).toList();
    if (blocks.isEmpty() || blocks.stream().anyMatch(cidr -> cidr.length() == 0)) {
      return new All();
    }
    return new Listed(
        nodeAddresses.stream()
            .filter(address -> blocks.stream().anyMatch(cidr -> cidr.contains(address)))
            .toList());
  }
}
