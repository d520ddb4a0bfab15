package dev.plimsoll.cluster.node.backoff;

/// A container that crashes again and again, and what is to be expected of its kubelet: this is
/// counted from its crashes, not from the kubelet's delays.
///
/// @param running whether it runs
/// @param time for which it has run, or has been down, counted no further than needed
/// @param inARow after how many crashes in a row it runs, counted up to the longest delay
/// @param waited how long it was down before it was started last
/// @param owed how long it was to be down then
record Crashes(boolean running, int time, int inARow, int waited, int owed) {

  /// One that has just been started.
  static final Crashes NONE = new Crashes(true, 0, 0, 0, 0);

  Crashes crashed() {
    return new Crashes(false, 0, inARow, waited, owed);
  }

  /// Started again: one more crash in a row.
  Crashes startedAgain(int longest) {
    var owes = inARow == 0 ? 0 : Math.min(1 << (inARow - 1), longest);
    return new Crashes(true, 0, owes == longest ? inARow : inARow + 1, time, owes);
  }

  /// A unit of time later; after a long run, crashes are not in a row with those before.
  Crashes later(int longest) {
    var later = Math.min(time + 1, Backoff.longRun(longest));
    var isLong = running && later == Backoff.longRun(longest);
    return new Crashes(running, later, isLong ? 0 : inARow, waited, owed);
  }

  /// The same for a kubelet that is started again: it knows of no crashes, and does not count for
  /// how long the container has been down.
  Crashes forgotten() {
    return new Crashes(running, running ? time : 0, 0, waited, owed);
  }
}
