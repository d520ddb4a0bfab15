/// The models that users can name, and their parameters.
///
/// A module lists its models in an implementation of
/// {@link dev.plimsoll.checker.catalog.Models}; {@link dev.plimsoll.checker.catalog.Catalog} finds
/// them all. {@link dev.plimsoll.checker.catalog.ModelDefinition#configure} turns a name and some
/// `name=value` pairs into a model, or says which names would have been right.
@NullMarked
package dev.plimsoll.checker.catalog;

import org.jspecify.annotations.NullMarked;
