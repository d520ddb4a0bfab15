package dev.plimsoll.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.search.CheckResult.Verdict;
import dev.plimsoll.checker.search.Search;
import dev.plimsoll.checker.search.SearchOptions;
import dev.plimsoll.cluster.apiserver.Outcome;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.node.Pod;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The answers of the API server to one call after another.
class ApiServerTest {

  private static final String FINALIZER = "example.com/hold";

  /// Makes all calls in one step.
  private static final class Calls extends ClusterModel {

    private final Resource<Pod> pods = resource("pods", 1);
    private final Cell<List<Outcome>> outcomes = cell("outcomes", List.of());

    Calls() {
      super(1, 1);
      event(
          "calls",
          1,
          tx -> {
            var answers = new ArrayList<Outcome>();
            answers.add(pods.delete(tx, 0));
            answers.add(pods.create(tx, 0, Pod.NEW.with(Pod.NEW.meta().with(FINALIZER))));
            answers.add(pods.create(tx, 0, Pod.NEW));
            var read = pods.get(tx, 0).orElseThrow();
            answers.add(pods.update(tx, 0, read, read.of(1)));
            answers.add(pods.update(tx, 0, read, read.of(2)));
            answers.add(pods.delete(tx, 0, read.meta().uid() + 1));
            answers.add(pods.delete(tx, 0, read.meta().uid()));
            tx.set(outcomes, List.copyOf(answers));
          });
      event(
          "the finalizer goes",
          1,
          tx -> {
            tx.require(pods.is(tx, 0, pod -> pod.meta().deleting()));
            pods.patch(tx, 0, pod -> pod.with(pod.meta().without(FINALIZER)));
          });

      sometimes(
          "conflicts are told, and what has a finalizer stays",
          s ->
              s.get(outcomes)
                      .equals(
                          List.of(
                              Outcome.NOT_FOUND,
                              Outcome.OK,
                              Outcome.ALREADY_EXISTS,
                              Outcome.OK,
                              Outcome.CONFLICT,
                              Outcome.CONFLICT,
                              Outcome.OK))
                  && pods.is(s, 0, pod -> pod.image() == 1 && pod.meta().deleting()));
      sometimes(
          "it goes with its finalizer", s -> !s.get(outcomes).isEmpty() && !pods.exists(s, 0));
    }
  }

  @Test
  void callsEndAsTheDocumentationSays() {
    assertThat(Search.check(new Calls(), SearchOptions.defaults()).verdict())
        .isEqualTo(Verdict.HOLDS);
  }
}
