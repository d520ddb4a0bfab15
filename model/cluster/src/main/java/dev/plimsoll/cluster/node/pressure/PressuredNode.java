package dev.plimsoll.cluster.node.pressure;

import dev.plimsoll.cluster.apiserver.ApiObject;
import dev.plimsoll.cluster.apiserver.Meta;

/// The node as an object.
///
/// @param pressure its condition `MemoryPressure` or `DiskPressure`
/// @param tainted whether new pods are kept away (`NoSchedule`)
record PressuredNode(Meta meta, boolean pressure, boolean tainted)
    implements ApiObject<PressuredNode> {

  static final PressuredNode NEW = new PressuredNode(Meta.NEW, false, false);

  @Override
  public PressuredNode with(Meta newMeta) {
    return new PressuredNode(newMeta, pressure, tainted);
  }

  PressuredNode under(boolean newPressure) {
    return new PressuredNode(meta, newPressure, tainted);
  }

  PressuredNode withTaint(boolean newTaint) {
    return new PressuredNode(meta, pressure, newTaint);
  }
}
