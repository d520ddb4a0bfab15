package dev.plimsoll.cluster.watch;

import dev.plimsoll.cluster.etcd.Keyspace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// The objects of a kind, each known by its version.
///
/// @param versions by name: the `resourceVersion`; 0 where there is none
record Objects(List<Integer> versions) {

  Objects {
    versions = List.copyOf(versions);
  }

  static Objects none(int names) {
    return new Objects(Collections.nCopies(names, 0));
  }

  /// What etcd held at a revision.
  static Objects of(Keyspace etcd, int names, int revision) {
    return new Objects(etcd.modRevisions(names, revision));
  }

  int version(int name) {
    return versions.get(name);
  }

  boolean has(int name) {
    return version(name) > 0;
  }

  /// The names of those that are here and not there.
  List<Integer> without(Objects there) {
    return IntStream.range(0, versions.size())
        .filter(name -> has(name) && !there.has(name))
        .boxed()
        .toList();
  }

  /// Each as if it had just been created.
  List<WatchEvent> asEvents() {
    return IntStream.range(0, versions.size())
        .filter(this::has)
        .mapToObj(name -> new WatchEvent(WatchEvent.Type.ADDED_OR_MODIFIED, name, version(name)))
        .toList();
  }

  /// With what a watch has told of.
  Objects after(WatchEvent event) {
    return switch (event.type()) {
      case ADDED_OR_MODIFIED -> with(event.name(), event.resourceVersion());
      case DELETED -> with(event.name(), 0);
      case BOOKMARK -> this;
    };
  }

  Objects with(int name, int version) {
    var changed = new ArrayList<>(versions);
    changed.set(name, version);
    return new Objects(changed);
  }
}
