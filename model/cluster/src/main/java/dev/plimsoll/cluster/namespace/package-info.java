/// A namespace that is deleted with all that is in it.
///
/// {@link dev.plimsoll.cluster.namespace.NamespaceDeletionModel} has the API server that admits
/// nothing new, and the controller that deletes what is there.
///
/// Source: `pkg/controller/namespace` and
/// `staging/src/k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle`, v1.30.
@NullMarked
package dev.plimsoll.cluster.namespace;

import org.jspecify.annotations.NullMarked;
