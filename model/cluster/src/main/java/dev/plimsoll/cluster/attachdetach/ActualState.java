package dev.plimsoll.cluster.attachdetach;

import java.util.Optional;

/// What the controller believes of the volume and a node; cache/actual_state_of_world.go.
///
/// @param attached whether it is attached (`GetAttachState`)
/// @param report what is to be said in the status of the node (`nodesToUpdateStatusFor`); empty
///     where the node is not in that list
record ActualState(Attached attached, Optional<Report> report) {

  /// Whether the volume is attached to the node.
  enum Attached {
    NO,
    /// It may be: somebody has asked for it (`AttachStateUncertain`).
    UNCERTAIN,
    YES
  }

  /// What is to be said in the status of a node.
  ///
  /// @param listed whether the volume is to be there (`volumesToReportAsAttached`)
  /// @param due whether it has yet to be written (`statusUpdateNeeded`)
  record Report(boolean listed, boolean due) {}

  /// Nothing.
  static final ActualState NOTHING = new ActualState(Attached.NO, Optional.empty());

  /// What is made of the objects by a controller that starts; `populateActualStateOfWorld`,
  /// `processVolumeAttachments`.
  ///
  /// @param listed whether the node says that it is attached
  /// @param attachment whether there is a VolumeAttachment
  static ActualState found(boolean listed, boolean attachment) {
    if (listed) {
      return NOTHING.markedAttached();
    }
    return attachment ? NOTHING.markedUncertain() : NOTHING;
  }

  boolean isAttached() {
    return attached == Attached.YES;
  }

  boolean mayBeAttached() {
    return attached != Attached.NO;
  }

  /// `MarkVolumeAsAttached`.
  ActualState markedAttached() {
    return new ActualState(Attached.YES, report).reported(true);
  }

  /// `MarkVolumeAsDetached`.
  ActualState markedDetached() {
    return new ActualState(Attached.NO, report).reported(false);
  }

  /// `MarkVolumeAsUncertain`.
  ActualState markedUncertain() {
    return new ActualState(Attached.UNCERTAIN, report);
  }

  /// It is to be said, or not to be said any more; `AddVolumeToReportAsAttached`,
  /// `RemoveVolumeFromReportAsAttached`.
  ActualState reported(boolean whether) {
    if (report.map(Report::listed).orElse(false) == whether) {
      return this;
    }
    return new ActualState(attached, Optional.of(new Report(whether, true)));
  }

  /// The status is to be written, if the node is in the list; `SetNodeStatusUpdateNeeded`.
  ActualState due() {
    return new ActualState(attached, report.map(each -> new Report(each.listed(), true)));
  }

  /// The status has been written, or could not be as there is no such node.
  ActualState written() {
    return new ActualState(attached, report.map(each -> new Report(each.listed(), false)));
  }

  /// The node is struck from the list; `RemoveNodeFromAttachUpdates` of v1.7.
  ActualState struck() {
    return new ActualState(attached, Optional.empty());
  }
}
