/// List and watch: API servers keep what etcd holds in watch caches that lag, and clients keep what
/// API servers tell them.
///
/// {@link dev.plimsoll.cluster.watch.Cacher} is what an API server keeps, {@link
/// dev.plimsoll.cluster.watch.ApiServer} what it does with it, {@link
/// dev.plimsoll.cluster.watch.Reflector} a client that lists and watches, {@link
/// dev.plimsoll.cluster.watch.Lister} one that lists in every way there is. {@link
/// dev.plimsoll.cluster.watch.WatchModel} puts them together, and says what must hold.
///
/// Sources: `staging/src/k8s.io/apiserver/pkg/storage/cacher` (cacher.go, watch_cache.go,
/// cache_watcher.go) and `staging/src/k8s.io/client-go/tools/cache/reflector.go`, v1.30; Kubernetes
/// API concepts, "Resource versions".
@NullMarked
package dev.plimsoll.cluster.watch;

import org.jspecify.annotations.NullMarked;
