/// The Deployment controller as a whole: rolling updates, `Recreate`, scaling, pausing, undoing,
/// history.
///
/// {@link dev.plimsoll.cluster.deployment.DeploymentModel} has it with its ReplicaSets and what
/// happens to their pods. A {@link dev.plimsoll.cluster.deployment.DeploymentController} says what
/// a sync does.
///
/// Source: `pkg/controller/deployment`, v1.30.
@NullMarked
package dev.plimsoll.cluster.deployment;

import org.jspecify.annotations.NullMarked;
