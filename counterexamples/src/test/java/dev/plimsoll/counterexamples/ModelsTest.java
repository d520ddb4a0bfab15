package dev.plimsoll.counterexamples;

import dev.plimsoll.properties.engine.CheckModels;

/// Every claim of every model in the catalog, as a test; here and not in `properties`, so that a
/// violated claim leaves its trace in `target/counterexamples`.
@CheckModels
final class ModelsTest {}
