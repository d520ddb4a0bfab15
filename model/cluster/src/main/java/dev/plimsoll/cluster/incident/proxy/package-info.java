/// Incidents of kube-proxy: what it wrote, when, and what became of packets and connections.
///
/// Most are models of {@link dev.plimsoll.network.proxy.sync} and {@link
/// dev.plimsoll.network.proxy.traffic} as they were.
@NullMarked
package dev.plimsoll.cluster.incident.proxy;

import org.jspecify.annotations.NullMarked;
