/// A volume that is attached to nodes: the attach-detach controller, the kubelets and the CSI
/// driver, which agree on it by the status of nodes and by VolumeAttachments.
///
/// {@link dev.plimsoll.cluster.attachdetach.AttachDetachModel} puts them together, and says what
/// must hold; {@link dev.plimsoll.cluster.attachdetach.AttachDetachController} is what the
/// controller does, {@link dev.plimsoll.cluster.attachdetach.ActualState} what it believes.
///
/// Sources: `pkg/controller/volume/attachdetach` (reconciler/reconciler.go,
/// cache/actual_state_of_world.go, statusupdater/node_status_updater.go,
/// attach_detach_controller.go) and `pkg/volume/util/operationexecutor/operation_generator.go`,
/// v1.30.
@NullMarked
package dev.plimsoll.cluster.attachdetach;

import org.jspecify.annotations.NullMarked;
