/// The names of random clusters, held against the records that the specification of DNS for
/// Kubernetes asks for, section by section.
@NullMarked
package dev.plimsoll.properties.dns;

import org.jspecify.annotations.NullMarked;
