package dev.plimsoll.properties.netfilter;

import java.util.ArrayList;
import java.util.List;

/// Goes through all sequences of decisions, like the hand of an odometer.
final class EveryFate implements PlainWalk.Fate {

  private record Decision(int taken, int alternatives, double weight) {}

  private List<Decision> decisions = new ArrayList<>();
  private int position;

  /// Begins a walk: the decisions are taken from the first on.
  void start() {
    position = 0;
  }

  @Override
  public boolean toss(double probability) {
    int taken = decide(2, probability);
    decisions.set(position - 1, new Decision(taken, 2, taken == 0 ? probability : 1 - probability));
    return taken == 0;
  }

  @Override
  public int pick(int alternatives) {
    return decide(alternatives, 1.0 / alternatives);
  }

  private int decide(int alternatives, double weight) {
    if (position == decisions.size()) {
      decisions.add(new Decision(0, alternatives, weight));
    }
    return decisions.get(position++).taken;
  }

  /// The weight of the walk that has just ended.
  double weight() {
    double weight = 1;
    for (Decision decision : decisions) {
      weight *= decision.weight;
    }
    return weight;
  }

  /// On to the next sequence; false if there is none.
  boolean next() {
    decisions = new ArrayList<>(decisions.subList(0, position));
    while (!decisions.isEmpty()) {
      Decision last = decisions.removeLast();
      if (last.taken + 1 < last.alternatives) {
        decisions.add(new Decision(last.taken + 1, last.alternatives, last.weight));
        return true;
      }
    }
    return false;
  }
}
