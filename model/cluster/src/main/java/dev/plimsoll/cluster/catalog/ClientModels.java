package dev.plimsoll.cluster.catalog;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.cluster.client.WorkQueue;
import dev.plimsoll.cluster.election.LeaderElectionModel;
import dev.plimsoll.cluster.endpointslice.EndpointSliceModel;
import dev.plimsoll.cluster.lease.LeaderElector;
import dev.plimsoll.cluster.workqueue.WorkQueueModel;
import java.util.List;

/// The models of what controllers are made of, and of one more controller, as users find them.
public final class ClientModels implements Models {

  @Override
  public List<ModelDefinition> definitions() {
    return List.of(workQueue(), leaderElection(), endpointSlice());
  }

  private static ModelDefinition workQueue() {
    return new ModelDefinition(
        "workqueue",
        "workers process keys that are queued once each, and lose no change of an object",
        "client-go/util/workqueue, v0.30",
        List.of(
            Parameter.integer("objects", 2, 1, 4, "objects, of which the first may fail"),
            Parameter.integer("workers", 2, 1, 3, "workers of the controller"),
            Parameter.integer("changes", 2, 0, 4, "how often an object is changed"),
            Parameter.integer("resyncs", 1, 0, 2, "how often all objects are told of again"),
            Parameter.integer("crashes", 1, 0, 2, "how often the controller dies"),
            Parameter.integer("doublings", 1, 0, 4, "of the delay until it is the longest"),
            Parameter.integer("lag", 1, 1, 4, "changes on the way to the informer"),
            Parameter.enumeration("queue-bug", WorkQueue.Bug.class, "a mistake of the queue"),
            Parameter.enumeration("bug", WorkQueueModel.Bug.class, "a mistake of the workers")),
        given ->
            new WorkQueueModel(
                new WorkQueueModel.Bounds(
                    given.integer("objects"),
                    given.integer("workers"),
                    given.integer("changes"),
                    given.integer("resyncs"),
                    given.integer("crashes"),
                    given.integer("doublings")),
                given.integer("lag"),
                given.constant("queue-bug", WorkQueue.Bug.class),
                given.constant("bug", WorkQueueModel.Bug.class)));
  }

  private static ModelDefinition leaderElection() {
    return new ModelDefinition(
        "leader-election",
        "processes elect a leader by a lease, each with a clock of its own",
        "client-go/tools/leaderelection/leaderelection.go, v0.30",
        List.of(
            Parameter.integer("processes", 2, 1, 3, "processes"),
            Parameter.integer("lease", 4, 3, 8, "leaseDuration"),
            Parameter.integer("deadline", 2, 2, 7, "renewDeadline, from the last renewal on"),
            Parameter.integer("ahead", 3, 0, 8, "by how much a clock is ahead of the one before"),
            Parameter.integer("drift", 0, 0, 4, "units of time that clocks lose"),
            Parameter.integer("pauses", 1, 0, 4, "units of time for which processes pause"),
            Parameter.integer("faults", 1, 0, 4, "times a process dies, is cut off, is to stop"),
            Parameter.enumeration("bug", LeaderElectionModel.Bug.class, "a mistake to seed")),
        given ->
            new LeaderElectionModel(
                new LeaderElectionModel.Bounds(
                    given.integer("processes"),
                    new LeaderElector.Timing(given.integer("lease"), given.integer("deadline")),
                    given.integer("ahead"),
                    given.integer("drift"),
                    given.integer("pauses"),
                    given.integer("faults")),
                given.constant("bug", LeaderElectionModel.Bug.class)));
  }

  private static ModelDefinition endpointSlice() {
    return new ModelDefinition(
        "endpointslice",
        "slices have the pods that Services select, in as many slices as are needed",
        "kubernetes/pkg/controller/endpointslice, staging/src/k8s.io/endpointslice, v1.30",
        List.of(
            Parameter.integer("pods", 3, 1, 5, "pods, at first of the first Service"),
            Parameter.integer("most", 2, 1, 4, "maxEndpointsPerSlice"),
            Parameter.integer("slices", 5, 2, 9, "slices that there can be"),
            Parameter.integer("changes", 1, 0, 4, "changes of pods and Services"),
            Parameter.integer("crashes", 1, 0, 2, "how often the controller dies"),
            Parameter.flag("publish-not-ready", false, "publishNotReadyAddresses of Services"),
            Parameter.integer("api-servers", 1, 1, 2, "API servers, of which the second lags"),
            Parameter.integer("lag", 1, 1, 4, "changes of a kind on the way to a component"),
            Parameter.enumeration("bug", EndpointSliceModel.Bug.class, "a mistake to seed")),
        given ->
            new EndpointSliceModel(
                new EndpointSliceModel.Bounds(
                    given.integer("pods"),
                    given.integer("most"),
                    given.integer("slices"),
                    given.integer("changes"),
                    given.integer("crashes")),
                given.flag("publish-not-ready"),
                given.integer("api-servers"),
                given.integer("lag"),
                given.constant("bug", EndpointSliceModel.Bug.class)));
  }
}
