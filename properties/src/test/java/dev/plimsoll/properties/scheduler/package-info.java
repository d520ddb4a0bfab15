/// The plug-ins of the scheduler against a second, plain reading of the same sources.
///
/// Source: `pkg/scheduler/framework/plugins`, v1.30.
@NullMarked
package dev.plimsoll.properties.scheduler;

import org.jspecify.annotations.NullMarked;
