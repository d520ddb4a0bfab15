/// The kernel of this machine as the judge of the netfilter model, rule by rule.
///
/// [KernelNode] is a node in a network [Namespace] of its own, with [Tun] devices for interfaces.
/// It loads rules, sends a [Probe], and gives an [Observation]: the rules that matched, read by
/// [TraceReader] from what the target TRACE says, and the packet that left. [Comparison] holds it
/// against the outcomes of `Traversal`, and [Agreement] counts.
///
/// - [KernelPathsTest]: rules and packets made by chance ([RandomRules], [RandomProbes]);
/// - [RecordedRulesTest]: rules of real machines and of kube-proxy ([TracedRules]);
/// - [KernelWalksTest]: connections in whole clusters of namespaces, bridges and tunnels
///   ([KernelTopology]);
///
/// It needs Linux, iptables (the legacy commands), iproute2, and root or a user namespace; where
/// one of them is missing the suites are skipped and say so ([KernelThere]). The machine's own
/// network is never touched.
///
/// [Libc] and [Descriptor] are the system calls; [NetlinkSocket] and [Attributes] the requests to
/// netfilter; [Connections] makes connections that packets belong to.
@NullMarked
package dev.plimsoll.properties.netfilter.kernel;

import org.jspecify.annotations.NullMarked;
