/// Addresses of pods that are given out twice.
@NullMarked
package dev.plimsoll.cluster.incident.cni;

import org.jspecify.annotations.NullMarked;
