/// What must hold: the models' claims as tests.
@NullMarked
package dev.plimsoll.properties;

import org.jspecify.annotations.NullMarked;
