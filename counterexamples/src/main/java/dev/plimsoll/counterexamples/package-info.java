/// How it fails: traces, their files and their replay.
@NullMarked
package dev.plimsoll.counterexamples;

import org.jspecify.annotations.NullMarked;
