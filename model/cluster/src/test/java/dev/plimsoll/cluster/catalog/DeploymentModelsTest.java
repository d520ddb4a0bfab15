package dev.plimsoll.cluster.catalog;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A Deployment and its autoscaler keep their claims within the default bounds and some others, and
/// each mistake is found by the claim that names it and by no other.
class DeploymentModelsTest {

  @ParameterizedTest
  @CsvSource({"deployment, 94513", "hpa, 107903"})
  void itHoldsWithinItsBounds(String model, long states) {
    Checked.model(model, "").holds(states).firesEveryRule();
  }

  @ParameterizedTest
  @CsvSource({
    "deployment, lag=2 deadlines=0, 116340",
    "deployment, rollouts=2 undos=0 crashes=0 deadlines=0, 51640",
    "deployment, failures=1 undos=0, 53608",
    "deployment, scales=1 undos=0 crashes=0 deadlines=0, 48325",
    "deployment, pauses=1 undos=0 crashes=0, 13507",
    "deployment, collides=true rollouts=2 undos=0 crashes=0 deadlines=0, 53136",
    "deployment, percent=true max-surge=25 max-unavailable=25 replicas=4 undos=0, 62011",
    "deployment, max-surge=0 max-unavailable=1 scales=1 undos=0 crashes=0 deadlines=0, 72419",
    "deployment, broken=true, 1690",
    "deployment, strategy=recreate crashes=0 deadlines=0, 60031",
    "deployment, strategy=recreate undos=0 pauses=1 crashes=0 deadlines=0, 60675",
    "deployment, strategy=recreate undos=0 scales=1 crashes=0 deadlines=0, 26563",
    "hpa, up-window=2 crashes=0, 54345",
  })
  void itHoldsWithinOtherBounds(String model, String given, long states) {
    Checked.model(model, given).holds(states);
  }

  @ParameterizedTest
  @CsvSource({
    "bug=no-surge-limit, ReplicaSets never ask for more pods than the surge allows",
    "bug=counts-unavailable, 'enough pods are available as long as none fails, and no rollout is"
        + " undone under way'",
    "bug=scales-anyhow scales=1, 'enough pods are available as long as none fails, and no rollout"
        + " is undone under way'",
    "bug=never-done-scaling max-surge=0 max-unavailable=1 scales=1 undos=0 crashes=0 deadlines=0,"
        + " 'in the end one ReplicaSet has all the pods, of the template that is asked for'",
    "bug=creates-at-once strategy=recreate, pods of two templates never run together unless a"
        + " rollout is changed under way",
    "bug=ignores-pause pauses=1 undos=0 crashes=0, no ReplicaSet is made for a template while the"
        + " Deployment is known to be paused",
    "bug=keeps-revision deadlines=0, in the end the template that is asked for is the last"
        + " revision",
    "bug=keeps-all rollouts=2 undos=0 crashes=0 deadlines=0, in the end no more old ReplicaSets are"
        + " kept than the limit",
    "bug=deletes-with-pods pauses=1 rollouts=2 undos=0, a ReplicaSet that is deleted has no pods",
    "bug=never-adopts undos=0 deadlines=0, in the end every ReplicaSet has an owner",
    "bug=no-collision-count collides=true rollouts=2 undos=0 crashes=0, 'in the end one ReplicaSet"
        + " has all the pods, of the template that is asked for'",
    "bug=collides-with-itself strategy=recreate lag=2, there is one ReplicaSet for each template",
    "bug=stays-timed-out undos=0, in the end no rollout that is done is reported to have taken too"
        + " long",
    "bug=stays-unavailable failures=1 undos=0 crashes=0, in the end a rollout that is done is"
        + " reported to be complete and available",
  })
  void aMistakeOfTheDeploymentControllerIsFound(String given, String claim) {
    Checked.model("deployment", given).breaks(claim);
  }

  @ParameterizedTest
  @CsvSource({
    "bug=no-bounds max=2, there are as many replicas as allowed",
    "bug=no-window, it does not scale down below what it has recommended within the window",
    "bug=forgets, it does not scale down below what it has recommended within the window",
    "bug=no-window up-window=2 crashes=0 misses=0, it does not scale up above what it has"
        + " recommended all along the window",
    "bug=no-scale-up-limit high=5, 'it does not scale up to more than four replicas, or than twice"
        + " as many'",
    "bug=unready-count, 'never more replicas than the highest load needs, as it is measured'",
    "bug=missing-are-idle crashes=0, never fewer replicas than the lowest load needs",
    "bug=no-tolerance crashes=0 misses=0, in the end it rests",
    "bug=only-down, in the end there are enough replicas for the load",
  })
  void aMistakeOfTheAutoscalerIsFound(String given, String claim) {
    Checked.model("hpa", given).breaks(claim);
  }

  @ParameterizedTest
  @CsvSource({
    "deployment, lag=2 rollouts=2, ReplicaSets never ask for more pods than the surge allows",
    "hpa, down-window=2 crashes=0, never fewer replicas than the lowest load needs",
  })
  void whatIsNotPromisedMayHappen(String model, String given, String claim) {
    Checked.model(model, given).breaks(claim);
  }
}
