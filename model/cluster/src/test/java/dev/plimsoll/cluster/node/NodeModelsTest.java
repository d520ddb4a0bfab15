package dev.plimsoll.cluster.node;

import dev.plimsoll.checker.expectation.Checked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The models of one node. Settings are as on the command line, without `--set`.
class NodeModelsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kubelet | '' | 17854
          kubelet | policy=on-failure | 18119
          kubelet | policy=never | 11288
          kubelet    | forced=1 faults=1                       | 93162
          kubelet    | pods=2 deletions=0 evictions=0 recreations=0 | 43403
          probes | '' | 7848
          crash-loop | '' | 413
          crash-loop | doublings=4 restarts=2                  | 6332
          image-pull | '' | 15065
          image-pull | policy=always | 38535
          image-pull | policy=always tags=1                    | 25394
          image-pull | policy=never | 2140
          pod-termination | '' | 54855
          pod-termination | sidecars=0 grace=3 | 11561
          node-pressure | '' | 113061
          node-pressure | signal=disk | 65429
          pod-admission | '' | 22814
          pod-admission | faults=2 | 46224
          static-pods | '' | 81765
          """)
  void allClaimsHold(String model, String settings, int states) {
    Checked.model(model, settings).holds(states);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kubelet    | faults=2
          probes     | faults=3
          crash-loop | restarts=1
          image-pull | faults=2
          pod-termination | restarts=1
          node-pressure | restarts=1
          pod-admission | relabels=1
          static-pods | restarts=1
          """)
  void everyRuleFires(String model, String settings) {
    Checked.model(model, settings).firesEveryRule();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          starts-ended-pods | '' | a phase is final only once the container has ended
          reports-early | '' | a phase is final only once the container has ended
          forgets-phase | '' | a phase that is final stays
          makes-two-sandboxes | '' | at most one sandbox of a pod is there
          starts-without-address | '' | a container has a sandbox with an address
          forgets-addresses        | pods=2 evictions=0 | no address is given to two sandboxes
          leaks-addresses | '' | in the end every pod that is to run runs; in the end a pod that \
          was deleted has gone; in the end only pods that run have an address
          keeps-lost-sandbox | '' | in the end every pod that is to run runs
          restarts-always | policy=never | a container that is never to be restarted starts once
          starts-while-terminating | '' | a container that was stopped with its pod stays so; in \
          the end every pod that is to run runs; in the end a pod that was deleted has gone; in \
          the end only pods that run have an address
          lets-go-early | '' | a pod that nobody forces goes only when its container has ended
          """)
  void aKubeletThatIsWrongIsCaught(String bug, String settings, String claims) {
    Checked.model("kubelet", "faults=1 bug=" + bug + " " + settings).breaks(claims.split("; "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ready-without-worker  | a container is ready only after a probe of it has passed
          finds-results-by-name | a container is ready only after a probe of it has passed; only \
          a container that hangs is found dead
          probes-too-early      | only a container that hangs is found dead
          ignores-liveness      | a container that hangs is restarted; in the end the container \
          is up, and reported as it is
          tells-success-only    | in the end the container is up, and reported as it is
          """)
  void aProberThatIsWrongIsCaught(String bug, String claims) {
    Checked.model("probes", "bug=" + bug).breaks(claims.split("; "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          does-not-grow  | a container is never started sooner than its crashes allow
          has-no-limit   | a container is never down for longer than the longest delay
          is-never-reset | a container that crashes after a long run is started at once
          """)
  void aBackOffThatIsWrongIsCaught(String bug, String claim) {
    Checked.model("crash-loop", "bug=" + bug).breaks(claim);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pulls-anyway | policy=never | an image is pulled only if its policy says so
          trusts-the-cache | policy=always | Always starts what the registry has
          collects-what-is-used | '' | an image is there that a container runs from
          collects-by-an-old-list | '' | an image is there that a container runs from
          collects-what-is-young | '' | an image is there that has just been pulled
          gives-up | '' | in the end every pod runs whose image can be had
          none | parallel=1 | in the end every pod runs whose image can be had
          """)
  void anImageManagerThatIsWrongIsCaught(String bug, String settings, String claim) {
    Checked.model("image-pull", "bug=" + bug + " " + settings).breaks(claim);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hook-is-not-counted | nothing of the pod runs when its grace period and the extension \
          are over
          waits-on          | nothing of the pod runs when its grace period and the extension are \
          over
          stops-too-soon    | a container is killed only when its grace period is over
          kills-unwarned    | a container is killed only some time after it was told to stop
          stops-during-hook | a container is told to stop after its hook, or when its grace \
          period is over
          ignores-order     | sidecars are told to stop last, in reverse order, or when the grace \
          period is over
          lengthens         | a grace period is never lengthened
          lets-go-early     | a pod that nobody forces goes only when its containers have ended
          forgets-orphans   | a pod that was deleted has gone in the end, and nothing of it runs
          keeps-endpoint    | a pod that was deleted is soon no ready endpoint
          """)
  void aTerminationThatIsWrongIsCaught(String bug, String claim) {
    Checked.model("pod-termination", "bug=" + bug).breaks(claim);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          collects-later    | signal=disk | a pod is evicted only when the node has nothing to \
          give back
          ignores-requests  | '' | a pod that keeps within its request is evicted only if no \
          other exceeds its own
          ignores-priority  | '' | of pods alike in this, one of low priority is evicted first
          ignores-usage     | '' | of pods of one priority, the one is evicted first that is \
          farthest over its request
          evicts-critical   | '' | a critical pod is not evicted
          stops-at-critical | '' | evictions go on until the minimum is reclaimed
          evicts-two        | '' | one pod is evicted at a time
          ignores-grace     | '' | a pod is evicted for the soft threshold only after its grace \
          period
          ignores-soft      | '' | in the end there is enough
          has-no-minimum    | '' | evictions go on until the minimum is reclaimed
          flaps             | '' | pressure is over only when none was seen for the transition \
          period
          taint-stays       | '' | in the end the node has the taint if it is under pressure, and \
          only then
          admits-anyhow     | '' | a pod that would add to the pressure is refused
          """)
  void anEvictionManagerThatIsWrongIsCaught(String bug, String settings, String claim) {
    Checked.model("node-pressure", "bug=" + bug + " " + settings).breaks(claim);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          forgets-admitted   | the pods that are admitted fit on the node
          counts-ended       | a pod that is bound where there is room is not refused for want of it
          never-preempts     | a critical pod is not refused for want of room
          preempts-all       | no more pods are given up than a critical pod needs
          preempts-the-first | a pod is given up only if those of lower priority are
          admits-before-node-is-known | a pod is refused for the labels of its node \
          only if they have changed
          refuses-what-runs  | a pod that has run is not refused for the labels of its node
          trusts-the-status  | in the end every pod runs that is bound and has not ended
          """)
  void anAdmissionThatIsWrongIsCaught(String bug, String claim) {
    Checked.model("pod-admission", "bug=" + bug).breaks(claim);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          forgets-restart  | in the end the pod runs whose manifest is there
          waits-for-mirror | in the end the pod runs whose manifest is there
          leaves-orphan    | in the end no pod runs whose manifest is not there
          starts-at-once   | pods of two versions run at a time only after a restart
          obeys-mirror     | a pod is not ended whose manifest nobody has touched
          keeps-mirror     | in the end a pod that runs has its mirror, \
          if the API server can be reached
          leaves-mirror    | in the end there is no mirror without a manifest, \
          if the API server can be reached
          """)
  void aMirrorThatIsWrongIsCaught(String bug, String claim) {
    Checked.model("static-pods", "bug=" + bug).breaks(claim);
  }
}
