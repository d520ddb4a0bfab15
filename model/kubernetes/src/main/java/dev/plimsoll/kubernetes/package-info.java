/// Kubernetes' API objects as immutable values, and the manifests they are read from.
@NullMarked
package dev.plimsoll.kubernetes;

import org.jspecify.annotations.NullMarked;
