package dev.plimsoll.network.layers;

import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import java.util.List;
import java.util.stream.Stream;

/// The blocks of addresses of a cluster, in one family. The objects do not say them: each is the
/// smallest that holds what they do say.
///
/// @param nodes of the node network, of at least 256 addresses of IPv4, or 2^64 of IPv6
/// @param pods of all pods
record Blocks(Prefix nodes, Prefix pods) {

  /// @param machines at least one
  static Blocks of(List<Machine> machines) {
    var family = machines.getFirst().address().family();
    var smallest = family == Family.IPV4 ? 24 : 64;
    var nodes = machines.stream().map(Machine::address).toList();
    var blocks = machines.stream().flatMap(each -> each.podCidr().stream()).toList();
    var pods =
        blocks.isEmpty()
            ? Prefix.of(nodes.getFirst(), family.bits())
            : around(blocks.stream().flatMap(Blocks::ends).toList(), blocks.getFirst().length());
    return new Blocks(around(nodes, smallest), pods);
  }

  private static Stream<Address> ends(Prefix block) {
    return Stream.of(block.address(), block.address().or(block.mask().complement()));
  }

  /// The smallest block around addresses that is of at most this length.
  private static Prefix around(List<Address> addresses, int longest) {
    for (var length = longest; length > 0; length--) {
      var block = Prefix.of(addresses.getFirst(), length);
      if (addresses.stream().allMatch(block::contains)) {
        return block;
      }
    }
    return Prefix.of(addresses.getFirst(), 0);
  }
}
