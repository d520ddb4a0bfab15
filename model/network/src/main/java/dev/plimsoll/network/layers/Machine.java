package dev.plimsoll.network.layers;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Prefix;
import java.util.Optional;

/// A node in one family.
///
/// @param podCidr what its pods get addresses from
record Machine(String name, Address address, Optional<Prefix> podCidr) {

  /// The address of its bridge: the first of its block after that of the block itself. The bridge
  /// plugin's `isGateway`, host-local's default.
  Address gateway() {
    return podCidr.orElseThrow().address().next();
  }
}
