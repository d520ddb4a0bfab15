package dev.plimsoll.reports.cluster;

import dev.plimsoll.cluster.manifest.Repair;
import dev.plimsoll.cluster.manifest.Workload;
import dev.plimsoll.kubernetes.manifest.Manifests;
import dev.plimsoll.kubernetes.manifest.Manifests.Located;
import dev.plimsoll.kubernetes.manifest.SourceLine;
import java.util.Optional;

/// Where fields of manifests were read.
public record FieldPlaces(Manifests manifests) {

  /// The line of a field, or of the nearest around it.
  public SourceLine of(Repair.Field field) {
    return manifests.objects().stream()
        .filter(located -> isOf(field, located))
        .map(located -> located.place(field.pointer()))
        .findFirst()
        .orElseGet(() -> manifests.objects().getFirst().place());
  }

  /// The line to look at where a claim fails: what the first repair changes, or the object that the
  /// claim is about.
  public SourceLine of(Finding finding) {
    return finding.repairs().stream()
        .map(repair -> of(repair.field()))
        .findFirst()
        .or(() -> about(finding.claim().name()))
        .orElseGet(() -> manifests.objects().getFirst().place());
  }

  /// Claims begin with the name of a workload.
  private Optional<SourceLine> about(String claim) {
    return manifests.objects().stream()
        .filter(
            located ->
                claim.startsWith(
                    Workload.name(located.object().kind(), located.object().metadata()) + ":"))
        .map(Located::place)
        .findFirst();
  }

  private static boolean isOf(Repair.Field field, Located located) {
    var metadata = located.object().metadata();
    return located.object().kind().equals(field.kind())
        && metadata.namespace().equals(field.namespace())
        && metadata.name().equals(field.name());
  }
}
