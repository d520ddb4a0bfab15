package dev.plimsoll.network.netfilter.symbolic;

import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.network.netfilter.Side;
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
/// @param recent how many entries lists of `-m recent` have for them
record Header(
    Rewriting source,
    Rewriting destination,
    Optional<String> in,
    Optional<String> out,
    boolean notrack,
    boolean looked,
    boolean sourceKnown,
    boolean masqueraded,
    MarkBits marks,
    MarkBits connectionMarks,
    Map<Object, Boolean> answers,
    Map<RecentList, Integer> recent) {

  /// A list of `-m recent` and the side of the packet that it was asked about.
  record RecentList(String name, Side side) {}

  /// The number of entries of a list that may have been changed or not.
  static final int UNSURE = -1;

  /// As packets come.
  static Header first(Family family) {
    return new Header(
        Rewriting.none(family),
        Rewriting.none(family),
        Optional.empty(),
        Optional.of(""),
        false,
        false,
        true,
        false,
        MarkBits.OF_PACKET,
        MarkBits.OF_CONNECTION,
        Map.of(),
        Map.of());
  }

  Header withDestination(Rewriting changed) {
    return new Header(
        source,
        changed,
        in,
        out,
        notrack,
        looked,
        sourceKnown,
        masqueraded,
        marks,
        connectionMarks,
        answers,
        recent);
  }

  Header withSource(Rewriting changed, boolean known) {
    return new Header(
        changed,
        destination,
        in,
        out,
        notrack,
        looked,
        known,
        true,
        marks,
        connectionMarks,
        answers,
        recent);
  }

  Header leavingBy(Optional<String> exit) {
    return new Header(
        source,
        destination,
        in,
        exit,
        notrack,
        looked,
        sourceKnown,
        masqueraded,
        marks,
        connectionMarks,
        answers,
        recent);
  }

  Header comingBackBy(String name) {
    return new Header(
        source,
        destination,
        Optional.of(name),
        Optional.of(""),
        notrack,
        looked,
        sourceKnown,
        masqueraded,
        marks,
        connectionMarks,
        answers,
        recent);
  }

  Header exempted() {
    return new Header(
        source,
        destination,
        in,
        out,
        notrack || !looked,
        looked,
        sourceKnown,
        masqueraded,
        marks,
        connectionMarks,
        answers,
        recent);
  }

  Header lookedAt() {
    return new Header(
        source,
        destination,
        in,
        out,
        notrack,
        true,
        sourceKnown,
        masqueraded,
        marks,
        connectionMarks,
        answers,
        recent);
  }

  Header marked(MarkBits changed) {
    return new Header(
        source,
        destination,
        in,
        out,
        notrack,
        looked,
        sourceKnown,
        masqueraded,
        changed,
        connectionMarks,
        answers,
        recent);
  }

  Header connectionMarked(MarkBits changed) {
    return new Header(
        source,
        destination,
        in,
        out,
        notrack,
        looked,
        sourceKnown,
        masqueraded,
        marks,
        changed,
        answers,
        recent);
  }

  Header forgetting() {
    return new Header(
        source,
        destination,
        in,
        out,
        notrack,
        looked,
        sourceKnown,
        masqueraded,
        marks,
        connectionMarks,
        Map.of(),
        recent);
  }

  Header assuming(Object question, boolean answer) {
    var more = new HashMap<>(answers);
    more.put(question, answer);
    return new Header(
        source,
        destination,
        in,
        out,
        notrack,
        looked,
        sourceKnown,
        masqueraded,
        marks,
        connectionMarks,
        Map.copyOf(more),
        recent);
  }

  Header remembering(RecentList list, int entries) {
    var more = new HashMap<>(recent);
    more.put(list, entries);
    return new Header(
        source,
        destination,
        in,
        out,
        notrack,
        looked,
        sourceKnown,
        masqueraded,
        marks,
        connectionMarks,
        answers,
        Map.copyOf(more));
  }
}
