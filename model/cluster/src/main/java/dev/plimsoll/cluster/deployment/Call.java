package dev.plimsoll.cluster.deployment;

import dev.plimsoll.cluster.controller.Deployment;
import dev.plimsoll.cluster.controller.ReplicaSet;

/// A call to the API server that a sync makes.
sealed interface Call {

  /// Updates a ReplicaSet that is still as it was read.
  record Update(int name, ReplicaSet read, ReplicaSet written) implements Call {}

  /// Creates a ReplicaSet; if the name is taken, that is counted as a collision unless the
  /// ReplicaSet there is the one that was to be created, or is not known.
  record Create(int name, ReplicaSet written) implements Call {}

  /// Deletes a ReplicaSet, whatever it has become.
  record Delete(int name) implements Call {}

  /// Updates the status of the Deployment if it is still as it was read.
  record UpdateStatus(Deployment read, Deployment written) implements Call {}
}
