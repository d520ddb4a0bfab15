package dev.plimsoll.reports.cluster;

/// What bounds a model and not Kubernetes.
///
/// @param words what there may be at most
/// @param isReached whether the search came to it; if not, all was searched as if it were not there
public record Limit(String words, boolean isReached) {}
