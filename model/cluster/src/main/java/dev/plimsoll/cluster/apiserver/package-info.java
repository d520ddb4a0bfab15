/// The API server as its clients see it: what is stored, and the events that a watch sends.
///
/// Source: Kubernetes API concepts, and `staging/src/k8s.io/apiserver/pkg/storage`, v1.30.
@NullMarked
package dev.plimsoll.cluster.apiserver;

import org.jspecify.annotations.NullMarked;
