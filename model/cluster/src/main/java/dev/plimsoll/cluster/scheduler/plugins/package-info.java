/// The plug-ins that a scheduler has by default, as far as they are modelled.
///
/// {@link dev.plimsoll.cluster.scheduler.plugins.DefaultProfile} lists them with their weights.
///
/// Source: `pkg/scheduler/framework/plugins`, `pkg/scheduler/apis/config/v1/default_plugins.go`,
/// v1.30. Left out: volumes, images that nodes have, dynamic resources, scheduling gates.
@NullMarked
package dev.plimsoll.cluster.scheduler.plugins;

import org.jspecify.annotations.NullMarked;
