/// The API server and the store behind it.
@NullMarked
package dev.plimsoll.cluster.apiserver;

import org.jspecify.annotations.NullMarked;
