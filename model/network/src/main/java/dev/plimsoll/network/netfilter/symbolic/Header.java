package dev.plimsoll.network.netfilter.symbolic;

import dev.plimsoll.kubernetes.address.Family;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What packets of a set have in common by now, beside the header with which they came.
///
/// @param in the interface by which they came back; empty: as they came
/// @param out the interface by which they leave, `""` before they are routed; empty: not known
/// @param notrack whether they are exempted from connection tracking
/// @param looked whether connection tracking has looked at them
/// @param marks of the packet
/// @param connectionMarks of its connection
/// @param answers what was assumed about them, by the question
/// @param recent how often addresses are in lists of `-m recent`; [RecentLists#UNSURE] may be
record Header(
    Translation translation,
    Optional<String> in,
    Optional<String> out,
    boolean notrack,
    boolean looked,
    MarkBits marks,
    MarkBits connectionMarks,
    Map<Object, Boolean> answers,
    Map<RecentLists.Entry, Integer> recent) {

  /// As packets come.
  static Header first(Family family) {
    return new Header(
        Translation.none(family),
        Optional.empty(),
        Optional.of(""),
        false,
        false,
        MarkBits.OF_PACKET,
        MarkBits.OF_CONNECTION,
        Map.of(),
        Map.of());
  }

  Rewriting source() {
    return translation.source();
  }

  Rewriting destination() {
    return translation.destination();
  }

  Header translated(Translation changed) {
    return new Header(changed, in, out, notrack, looked, marks, connectionMarks, answers, recent);
  }

  Header leavingBy(Optional<String> exit) {
    return new Header(
        translation, in, exit, notrack, looked, marks, connectionMarks, answers, recent);
  }

  Header comingBackBy(String name) {
    return new Header(
        translation,
        Optional.of(name),
        Optional.of(""),
        notrack,
        looked,
        marks,
        connectionMarks,
        answers,
        recent);
  }

  Header exempted() {
    return new Header(translation, in, out, true, looked, marks, connectionMarks, answers, recent);
  }

  Header lookedAt() {
    return new Header(translation, in, out, notrack, true, marks, connectionMarks, answers, recent);
  }

  Header marked(MarkBits changed) {
    return new Header(
        translation, in, out, notrack, looked, changed, connectionMarks, answers, recent);
  }

  Header connectionMarked(MarkBits changed) {
    return new Header(translation, in, out, notrack, looked, marks, changed, answers, recent);
  }

  Header forgetting() {
    return new Header(
        translation, in, out, notrack, looked, marks, connectionMarks, Map.of(), recent);
  }

  Header assuming(Object question, boolean answer) {
    var more = new HashMap<>(answers);
    more.put(question, answer);
    return new Header(
        translation, in, out, notrack, looked, marks, connectionMarks, Map.copyOf(more), recent);
  }

  Header remembering(RecentLists.Entry entry, int times) {
    var more = new HashMap<>(recent);
    more.put(entry, times);
    return new Header(
        translation, in, out, notrack, looked, marks, connectionMarks, answers, Map.copyOf(more));
  }
}
