package dev.plimsoll.cluster.catalog;

import dev.plimsoll.checker.catalog.ModelDefinition;
import dev.plimsoll.checker.catalog.Models;
import dev.plimsoll.checker.catalog.Parameter;
import dev.plimsoll.cluster.client.WorkQueue;
import dev.plimsoll.cluster.workqueue.WorkQueueModel;
import java.util.List;

/// The models of what controllers are made of, as users find them.
public final class ClientModels implements Models {

  @Override
  public List<ModelDefinition> definitions() {
    return List.of(workQueue());
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
}
