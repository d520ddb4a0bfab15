package dev.plimsoll.kubernetes.workload;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a controller makes pods of: core/v1 `PodTemplateSpec`.
///
/// @param labels of the pods
/// @param spec of the pods
public record PodTemplate(SortedMap<String, String> labels, PodSpec spec) {

  /// Copies the labels.
  public PodTemplate {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }
}
