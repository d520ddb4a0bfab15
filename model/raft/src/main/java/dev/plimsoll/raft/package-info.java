/// etcd's raft.
@NullMarked
package dev.plimsoll.raft;

import org.jspecify.annotations.NullMarked;
