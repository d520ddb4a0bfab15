package dev.plimsoll.checker.search;

import dev.plimsoll.checker.Model;
import java.util.List;

/// Tokens move around rings and leave messages, in levels of many thousand states.
final class Rings extends Model {
  record Left(int ring, int place) {}

  Rings() {
    var places = cells("place", 4, 0);
    var left = set("left", Left.class, 2);
    rule("move", places, (tx, p) -> tx.update(p, n -> (n + 1) % 5));
    rule(
        "jump",
        places.pairs(),
        (tx, pair) -> {
          tx.require(tx.get(pair.first()) == tx.get(pair.second()) + 1);
          tx.set(pair.first(), tx.choose(List.of(0, 2, 3)));
          tx.send(left, new Left(pair.first().index(), tx.get(pair.second())));
        });
    rule("pick up", left, (tx, l) -> tx.remove(left, l).set(places.get(l.ring()), l.place()));
    never("all at four", s -> places.all(s, 4) && s.size(left) == 0);
    sometimes("two left", s -> s.size(left) == 2);
  }
}
