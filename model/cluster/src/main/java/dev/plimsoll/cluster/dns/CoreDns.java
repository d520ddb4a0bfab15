package dev.plimsoll.cluster.dns;

import dev.plimsoll.cluster.dns.DnsModel.Bug;
import dev.plimsoll.cluster.dns.Replica.Kept;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// What replicas of CoreDNS do with queries.
///
/// @param ttl for how many ticks answers are kept that have addresses
/// @param negativeTtl for how many ticks it is kept that there is no such name
/// @param serveStale for how many more ticks an answer is given, and then renewed
record CoreDns(Cluster cluster, int ttl, int negativeTtl, int serveStale, Bug bug) {

  /// An answer, and the replica after it has given it.
  record Served(Reply reply, Replica replica) {}

  /// Answers a query, from what is kept if that is not too old: `ServeDNS` of the plugin `cache`.
  Served serve(Replica replica, Name name) {
    var kept = replica.kept(name);
    if (kept.isPresent() && kept.get().left() > 0) {
      return new Served(kept.get().reply(), replica);
    }
    var reply = answer(replica, name);
    var isKept = reply.kind() == Reply.Kind.SERVER_FAILURE ? kept : Optional.of(kept(reply));
    return new Served(kept.map(Kept::reply).orElse(reply), replica.keeping(name, isKept));
  }

  private Kept kept(Reply reply) {
    return new Kept(reply, reply.kind() == Reply.Kind.NAME_ERROR ? negativeTtl : ttl);
  }

  /// Answers from what it has seen: `ServeDNS` of the plugin `kubernetes`. As long as it has not
  /// listed all, it does not say that there is no such name.
  private Reply answer(Replica replica, Name name) {
    var endpoints =
        bug == Bug.INCLUDES_NOT_READY
            ? replica.endpoints().map(all -> Collections.nCopies(all.size(), true))
            : replica.endpoints();
    var reply = cluster.answer(name, replica.services(), endpoints);
    if (reply.kind() == Reply.Kind.NAME_ERROR
        && !replica.hasSynced()
        && bug != Bug.ANSWERS_BEFORE_SYNCED) {
      return Reply.SERVER_FAILURE;
    }
    return bug == Bug.TRUNCATES && reply.addresses().size() > 1
        ? Reply.of(List.of(reply.addresses().getFirst()))
        : reply;
  }

  /// The replica a tick later.
  Replica age(Replica replica) {
    var aged = replica;
    for (var name : Name.values()) {
      aged = aged.keeping(name, replica.kept(name).flatMap(this::age));
    }
    return aged;
  }

  private Optional<Kept> age(Kept kept) {
    var isNegative = kept.reply().kind() == Reply.Kind.NAME_ERROR;
    if (bug == (isNegative ? Bug.KEEPS_NAME_ERRORS : Bug.KEEPS_ADDRESSES)) {
      return Optional.of(kept);
    }
    var older = new Kept(kept.reply(), kept.left() - 1);
    return older.left() > -serveStale ? Optional.of(older) : Optional.empty();
  }
}
