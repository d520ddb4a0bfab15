package dev.plimsoll.network.topology;

import dev.plimsoll.kubernetes.address.Address;
import java.util.Map;
import java.util.Optional;

/// A network device of a namespace.
public sealed interface Device {

  /// What every host has to be able to receive: RFC 791. IPv6 asks for 1,280.
  int LEAST_MTU = 576;

  /// Its name in its namespace.
  String name();

  /// The longest IP packet that is sent by it, in bytes.
  int mtu();

  /// A card on a segment.
  record Ethernet(String name, int mtu, String segment) implements Device {}

  /// One end of a pair: what is sent by it comes out of the other.
  ///
  /// @param peer the other end
  /// @param bridge the bridge of this namespace that it is a port of, if it is one
  /// @param hairpin whether the bridge may send back by it what came by it
  record Veth(String name, int mtu, Mac peer, Optional<String> bridge, boolean hairpin)
      implements Device {}

  /// A switch whose ports are veths of this namespace, and which is a device of it itself.
  record Bridge(String name, int mtu) implements Device {}

  /// A tunnel: frames in UDP.
  ///
  /// @param vni the number of the network that its frames are of
  /// @param local the address that it sends from
  /// @param fdb the node's address behind which a hardware address is; `bridge fdb show`
  record Vxlan(String name, int mtu, int vni, Address local, Map<Mac, Address> fdb)
      implements Device {

    /// Where tunnels of Linux wait: the port that was in use before IANA gave 4789.
    public static final int PORT = 8472;

    /// Copies the map.
    public Vxlan {
      fdb = Map.copyOf(fdb);
    }
  }
}
