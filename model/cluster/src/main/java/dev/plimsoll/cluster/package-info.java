/// The control plane.
@NullMarked
package dev.plimsoll.cluster;

import org.jspecify.annotations.NullMarked;
