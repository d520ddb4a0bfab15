/// Reaching pods from outside the cluster otherwise than by a Service's address.
///
/// [dev.plimsoll.network.access.portforward] is `kubectl port-forward`,
/// [dev.plimsoll.network.access.apiproxy] `kubectl proxy` and the API server's subresource `proxy`.
/// [AccessModels] lists their models.
@NullMarked
package dev.plimsoll.network.access;

import org.jspecify.annotations.NullMarked;
