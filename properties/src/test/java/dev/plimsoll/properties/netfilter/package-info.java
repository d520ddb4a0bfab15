/// Claims about the netfilter model: real dumps, real packet verdicts, generated rules.
///
/// - [DumpTest]: every shared dump reads, writes and spells the same, or is refused with a reason;
/// - [RestoreTest]: `--noflush` restores over recorded tables give the recorded tables;
/// - [UpstreamFlowsTest]: the packet flows of kube-proxy's own tests;
/// - [KernelVerdictsTest]: where a real kernel sent real packets;
/// - [GeneratedRulesTest]: rules made by chance, and two evaluators that agree about them;
/// - [PlainWalk]: the second evaluator: one packet, one path, no cleverness.
///
/// The suites that need the shared folder (see `SharedFolder`) are skipped where it is not there.
@NullMarked
package dev.plimsoll.properties.netfilter;

import org.jspecify.annotations.NullMarked;
