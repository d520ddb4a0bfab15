/// Services, the pods that they select, and the slices that say where their endpoints are.
///
/// Start with {@link dev.plimsoll.cluster.endpointslice.EndpointSliceModel}.
///
/// Source: `pkg/controller/endpointslice`, `staging/src/k8s.io/endpointslice`, v1.30.
@NullMarked
package dev.plimsoll.cluster.endpointslice;

import org.jspecify.annotations.NullMarked;
