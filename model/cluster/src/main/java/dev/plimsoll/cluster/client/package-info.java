/// The machinery that every component brings to talk to the API server: reflectors, informers,
/// connections.
///
/// Source: client-go `tools/cache`, v0.30.
@NullMarked
package dev.plimsoll.cluster.client;

import org.jspecify.annotations.NullMarked;
