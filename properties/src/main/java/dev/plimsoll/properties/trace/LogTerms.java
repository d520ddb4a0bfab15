package dev.plimsoll.properties.trace;

import java.util.Arrays;

/// The terms of the entries of a log: where each term begins, and the last index. Terms only rise,
/// so a log of any length takes as much room as it has terms.
final class LogTerms {

  static final LogTerms EMPTY = new LogTerms(new int[0], new int[0], 0);

  private final int[] starts;
  private final int[] terms;
  private final int last;

  private LogTerms(int[] starts, int[] terms, int last) {
    this.starts = starts;
    this.terms = terms;
    this.last = last;
  }

  /// The index of the last entry; 0 if there is none.
  int last() {
    return last;
  }

  /// The term of the last entry; 0 if there is none.
  int lastTerm() {
    return term(last);
  }

  /// The term of an entry; 0 for index 0, and for one past the end.
  int term(int index) {
    if (index <= 0 || index > last) {
      return 0;
    }
    var found = Arrays.binarySearch(starts, index);
    return terms[found >= 0 ? found : -found - 2];
  }

  /// With more entries of a term that is not lower than the last.
  LogTerms append(int term, int count) {
    if (count == 0) {
      return this;
    }
    if (terms.length > 0 && terms[terms.length - 1] == term) {
      return new LogTerms(starts, terms, last + count);
    }
    var more = terms.length + 1;
    var newStarts = Arrays.copyOf(starts, more);
    var newTerms = Arrays.copyOf(terms, more);
    newStarts[more - 1] = last + 1;
    newTerms[more - 1] = term;
    return new LogTerms(newStarts, newTerms, last + count);
  }

  /// Up to an index that it has.
  LogTerms prefix(int end) {
    if (end == last) {
      return this;
    }
    var kept = 0;
    while (kept < starts.length && starts[kept] <= end) {
      kept++;
    }
    return new LogTerms(Arrays.copyOf(starts, kept), Arrays.copyOf(terms, kept), end);
  }

  /// The first index from `from` to `to` at which this has no entry of the other's term; 0 if there
  /// is none; log.go, `findConflict`.
  int conflict(LogTerms other, int from, int to) {
    var index = from;
    while (index <= to) {
      if (term(index) != other.term(index)) {
        return index;
      }
      index = Math.min(end(index), other.end(index)) + 1;
    }
    return 0;
  }

  /// The highest index up to `index` whose term is at most `term`; log.go, `findConflictByTerm`.
  int conflictByTerm(int index, int term) {
    var at = index;
    while (at > 0 && term(at) > term) {
      var found = Arrays.binarySearch(starts, at);
      at = starts[found >= 0 ? found : -found - 2] - 1;
    }
    return at;
  }

  /// The last index that has the term of this one.
  private int end(int index) {
    var found = Arrays.binarySearch(starts, index);
    var run = found >= 0 ? found : -found - 2;
    return run + 1 < starts.length ? Math.min(last, starts[run + 1] - 1) : last;
  }
}
