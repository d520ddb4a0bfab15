package dev.plimsoll.reports.cluster;

import java.util.List;

/// A claim that holds, but says nothing of the manifests that were given.
///
/// @param unseen what would have had to be seen some time, and was not: names of `sometimes` claims
public record Vacuous(String claim, List<String> unseen) {

  public Vacuous {
    unseen = List.copyOf(unseen);
  }
}
