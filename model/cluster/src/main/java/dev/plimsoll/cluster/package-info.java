/// The control plane: API server, controllers, and what can go wrong between them.
///
/// A controller compares what is asked for with what it believes there is, and what it believes
/// comes from watches that may lag. Models here put the store ({@link
/// dev.plimsoll.cluster.apiserver}) and the loops ({@link dev.plimsoll.cluster.controller}) on
/// one state, with the events between them in queues. {@link dev.plimsoll.cluster.ClusterModels}
/// lists them for the command line.
@NullMarked
package dev.plimsoll.cluster;

import org.jspecify.annotations.NullMarked;
