/// The data plane.
@NullMarked
package dev.plimsoll.network;

import org.jspecify.annotations.NullMarked;
