/// What the command line and the test engine find of the control plane.
@NullMarked
package dev.plimsoll.cluster.catalog;

import org.jspecify.annotations.NullMarked;
