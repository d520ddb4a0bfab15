package dev.plimsoll.cluster.node.image;

import dev.plimsoll.checker.Cells;
import dev.plimsoll.checker.State;
import dev.plimsoll.checker.Transaction;
import java.util.Optional;

/// The images on a node.
///
/// @param tags by tag: what it leads to on this node
/// @param images by tag, then by version: what is there
record ImageStore(Cells<Optional<Integer>> tags, Cells<Presence> images) {

  /// Whether an image is there.
  enum Presence {
    /// It is not.
    ABSENT,
    /// It came so lately that it is not collected yet (`imageMinimumGCAge`).
    YOUNG,
    /// It may be collected if it is not in use.
    OLD
  }

  /// An image.
  record Image(int tag, int version) {}

  private int index(int tag, int version) {
    return tag * (images.size() / tags.size()) + version;
  }

  /// How well it is there.
  Presence presence(State state, int tag, int version) {
    return state.get(images.get(index(tag, version)));
  }

  /// What the tag leads to on this node.
  Optional<Integer> version(State state, int tag) {
    return state.get(tags.get(tag));
  }

  /// Adds an image that has been pulled.
  void add(Transaction tx, int tag, int version) {
    tx.set(tags.get(tag), Optional.of(version));
    if (presence(tx, tag, version) == Presence.ABSENT) {
      tx.set(images.get(index(tag, version)), Presence.YOUNG);
    }
  }

  /// Time passes for an image.
  void age(Transaction tx, Image image) {
    tx.require(presence(tx, image.tag(), image.version()) == Presence.YOUNG);
    tx.set(images.get(index(image.tag(), image.version())), Presence.OLD);
  }

  /// Removes an image, and the tag that leads to it.
  void remove(Transaction tx, Image image) {
    tx.set(images.get(index(image.tag(), image.version())), Presence.ABSENT);
    if (version(tx, image.tag()).equals(Optional.of(image.version()))) {
      tx.set(tags.get(image.tag()), Optional.empty());
    }
  }
}
