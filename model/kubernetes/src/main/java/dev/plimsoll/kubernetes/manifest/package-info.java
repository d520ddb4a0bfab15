/// Reads manifests: YAML or JSON text in, [dev.plimsoll.kubernetes.KubernetesObject]s out.
///
/// [ManifestReader] is the way in; its answer is a [Manifests]: the objects, each with the lines
/// of its fields and the fields that are not interpreted, and what was left aside because its
/// kind is not modelled. A text goes through three stages: `LocatedTree` parses it and remembers
/// the line of every field, `Binding` has Jackson bind each object to fabric8's type for its kind
/// and refuses fields that the type does not have, and a `Decoder` turns that into our record.
/// What a decoder reads it declares as `Fields`. Whatever goes wrong in any of them ends as a
/// [ManifestException] with file, line, field and what was expected.
///
/// To add a kind: a record in `dev.plimsoll.kubernetes`, its `workload` or `ingress`, a `Decoder`
/// with its `Fields`, and their line in `Kind`'s table.
///
/// Sources: Kubernetes API reference v1.30; `kubectl`'s conventions for files (`---` between
/// documents, `kind: List`).
@NullMarked
package dev.plimsoll.kubernetes.manifest;

import org.jspecify.annotations.NullMarked;
