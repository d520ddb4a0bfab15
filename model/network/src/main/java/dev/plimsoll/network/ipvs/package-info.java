/// How connections are spread over servers otherwise than by kube-proxy's coin: IP Virtual Server.
///
/// A virtual server has [RealServer]s, in order, and a [Scheduler] that picks one for each new
/// connection; a persistent one keeps a template of each client. [LoadBalancingModel] lets clients
/// come and go and servers be drained, and says what each scheduler promises.
///
/// Sources: Linux 6.x `net/netfilter/ipvs/ip_vs_rr.c`, `ip_vs_wrr.c`, `ip_vs_lc.c`, `ip_vs_wlc.c`,
/// `ip_vs_sed.c`, `ip_vs_nq.c`, `ip_vs_sh.c`, `ip_vs_core.c`; kube-proxy v1.30 `pkg/proxy/ipvs`.
@NullMarked
package dev.plimsoll.network.ipvs;

import org.jspecify.annotations.NullMarked;
