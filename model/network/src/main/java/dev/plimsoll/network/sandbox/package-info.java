/// Sandboxes and nodes that come and go, and what packets between them meet meanwhile.
///
/// [PodNetworkModel] is the state machine; [Fabric] makes the topology of one of its states, in
/// which `traceroute` follows packets; [PodNetworkBug] are mistakes to seed.
///
/// Sources: containernetworking/plugins v1.4 `plugins/main/bridge/bridge.go`,
/// `plugins/ipam/host-local`, `plugins/meta/portmap`; flannel v0.25
/// `pkg/backend/vxlan/vxlan_network.go`, `pkg/backend/route_network.go`.
@NullMarked
package dev.plimsoll.network.sandbox;

import org.jspecify.annotations.NullMarked;
