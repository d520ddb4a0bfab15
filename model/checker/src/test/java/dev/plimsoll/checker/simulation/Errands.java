package dev.plimsoll.checker.simulation;

import dev.plimsoll.checker.Model;
import java.util.List;

/// Clerks hand out notes in any order, and lose patience once in a while: some hundred thousand
/// states, and a claim that few walks violate.
final class Errands extends Model {

  record Note(int from, int to, int urgency) {}

  Errands() {
    var tempers = cells("temper", 3, 0);
    var notes = bag("notes", Note.class, 4);
    var lines = queue("line", Integer.class, 3);
    var lost = cell("lost", 0);
    rule(
        "write",
        tempers.pairs(),
        (tx, pair) -> {
          var urgency = tx.choose(List.of(1, 2, 3));
          tx.send(notes, new Note(pair.first().index(), pair.second().index(), urgency));
        });
    rule(
        "read",
        notes,
        (tx, note) ->
            tx.remove(notes, note)
                .update(tempers.get(note.to()), temper -> (temper + note.urgency()) % 7)
                .send(lines, note.from()));
    rule("lose", notes, (tx, note) -> tx.remove(notes, note).update(lost, n -> Math.min(9, n + 1)));
    rule("call", lines, (tx, who) -> tx.set(tempers.get(tx.receive(lines)), 0));
    always(
        "somebody is calm while two wait",
        s -> !(tempers.all(s, temper -> temper > 2) && s.size(lines) > 1));
    sometimes("nine are lost", s -> s.get(lost) == 9);
    sometimes("ten are lost", s -> s.get(lost) == 10);
  }
}
