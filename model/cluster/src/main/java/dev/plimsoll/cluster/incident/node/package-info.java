/// Nodes that cannot be reached, kubelets that are started again, pods that cannot become ready.
@NullMarked
package dev.plimsoll.cluster.incident.node;

import org.jspecify.annotations.NullMarked;
