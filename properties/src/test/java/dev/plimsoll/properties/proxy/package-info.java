/// kube-proxy's translation and the `routes` analysis against recordings of the real kube-proxy.
///
/// [RecordedSync] is one sync of the corpus (`fixtures/kube-proxy/corpus-1.30.3` of the shared
/// folder); [Recordings] finds them. [UpstreamSync] is one of kube-proxy's own tests
/// (`fixtures/kube-proxy/upstream-tests`). The tests are skipped where the folder is absent.
@NullMarked
package dev.plimsoll.properties.proxy;

import org.jspecify.annotations.NullMarked;
