/// The scheduler: plug-ins that filter and score nodes, and the binding of pods.
///
/// Source: `pkg/scheduler`, v1.30.
@NullMarked
package dev.plimsoll.cluster.scheduler;

import org.jspecify.annotations.NullMarked;
