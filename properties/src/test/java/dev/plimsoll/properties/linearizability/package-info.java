/// Linearizability of histories of etcd: {@link dev.plimsoll.etcd.linearizability} held against
/// trying every order, and against what was recorded of a real etcd
/// ({@link dev.plimsoll.properties.SharedFolder}).
@NullMarked
package dev.plimsoll.properties.linearizability;

import org.jspecify.annotations.NullMarked;
