package dev.plimsoll.cluster.autoscaling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntBinaryOperator;

/// The recommendations of late, of which the lowest bounds scaling up and the highest scaling down.
///
/// Source: `pkg/controller/podautoscaler/horizontal.go` (`recordInitialRecommendation`,
/// `stabilizeRecommendationWithBehaviors`), v1.30.
///
/// @param all the newest first
record Recommendations(List<Recommendation> all) {

  /// A recommendation.
  ///
  /// @param age in ticks
  record Recommendation(int age, int replicas) {}

  /// None.
  static final Recommendations NONE = new Recommendations(List.of());

  Recommendations {
    all = List.copyOf(all);
  }

  /// The same with one more, without those that bound nothing any more.
  ///
  /// @param upWindow the window of the lowest
  Recommendations with(int replicas, int upWindow) {
    var kept = new ArrayList<>(List.of(new Recommendation(0, replicas)));
    for (var each : all) {
      var isHighest = kept.stream().allMatch(newer -> newer.replicas() < each.replicas());
      var isLowest = kept.stream().allMatch(newer -> newer.replicas() > each.replicas());
      if (isHighest || (isLowest && each.age() < upWindow)) {
        kept.add(each);
      }
    }
    return new Recommendations(kept);
  }

  /// The same a tick later, without those that are as old as the longest window.
  Recommendations older(int longest) {
    return new Recommendations(
        all.stream()
            .map(each -> new Recommendation(each.age() + 1, each.replicas()))
            .filter(each -> each.age() < longest)
            .toList());
  }

  /// The newest one.
  Optional<Integer> newest() {
    return all.stream().map(Recommendation::replicas).findFirst();
  }

  /// The lowest of the window, and of one more.
  int lowest(int window, int newest) {
    return fold(window, newest, Math::min);
  }

  /// The highest of the window, and of one more.
  int highest(int window, int newest) {
    return fold(window, newest, Math::max);
  }

  private int fold(int window, int newest, IntBinaryOperator better) {
    return all.stream()
        .filter(each -> each.age() < window)
        .mapToInt(Recommendation::replicas)
        .reduce(newest, better);
  }
}
