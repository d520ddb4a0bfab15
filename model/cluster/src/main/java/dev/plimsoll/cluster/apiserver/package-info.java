/// The API server as its clients see it: what is stored, the calls that change it, and the changes
/// that a watch tells of.
///
/// {@link dev.plimsoll.cluster.apiserver.Resource} holds the objects of one kind, {@link
/// dev.plimsoll.cluster.apiserver.WatchCache} what an API server knows of them that lags behind
/// etcd. {@link dev.plimsoll.cluster.apiserver.Store} and {@link
/// dev.plimsoll.cluster.apiserver.WatchEvent} are those of the ReplicaSet model alone.
///
/// Source: Kubernetes API concepts, and `staging/src/k8s.io/apiserver/pkg/storage`, v1.30.
@NullMarked
package dev.plimsoll.cluster.apiserver;

import org.jspecify.annotations.NullMarked;
