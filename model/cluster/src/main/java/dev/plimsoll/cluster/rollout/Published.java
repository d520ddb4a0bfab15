package dev.plimsoll.cluster.rollout;

import dev.plimsoll.checker.Cell;
import dev.plimsoll.checker.State;
import dev.plimsoll.cluster.apiserver.Resource;
import dev.plimsoll.cluster.controller.Deployment;
import dev.plimsoll.cluster.endpointslice.Endpoint;
import dev.plimsoll.cluster.node.Kubelets;
import dev.plimsoll.cluster.node.Pod;
import java.util.List;
import java.util.Optional;

/// What has become of a Deployment that was applied with its Service.
///
/// @param name of the Deployment
/// @param images of its templates
/// @param rules what those of each node lead to for its Service
record Published(
    Resource<Deployment> deployments,
    int name,
    List<Integer> images,
    Resource<Pod> pods,
    Kubelets kubelets,
    List<Cell<List<Endpoint>>> rules) {

  /// Whether on every node rules lead to as many running pods as asked for, all of the template
  /// that is asked for; or nothing was applied.
  boolean isDone(State state) {
    var deployment = deployments.get(state, name);
    return deployment.isEmpty() || leads(state, deployment.get());
  }

  /// Whether a template is asked for.
  boolean isAsked(State state, int template) {
    return deployments.is(state, name, deployment -> deployment.template() == template);
  }

  private boolean leads(State state, Deployment deployment) {
    var ofNodes = rules.stream().map(state::get).toList();
    if (ofNodes.stream().anyMatch(each -> each.size() != deployment.replicas())) {
      return false;
    }
    // All are looked at, whatever comes of the first: what is read then does not depend on names.
    var serve =
        ofNodes.stream()
            .flatMap(List::stream)
            .distinct()
            .map(endpoint -> isServing(state, images.get(deployment.template()), endpoint))
            .toList();
    return !serve.contains(false);
  }

  private boolean isServing(State state, int image, Endpoint endpoint) {
    var pod = pods.get(state, endpoint.pod());
    return pod.isPresent()
        && pod.get().meta().uid() == endpoint.uid()
        && pod.get().image() == image
        && pod.get().node().isPresent()
        && state
            .get(kubelets.at(pod.get().node().get(), endpoint.pod()))
            .equals(Optional.of(endpoint.uid()));
  }
}
