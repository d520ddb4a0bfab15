/// The machinery under the search.
@NullMarked
package dev.plimsoll.checker.kernel;

import org.jspecify.annotations.NullMarked;
