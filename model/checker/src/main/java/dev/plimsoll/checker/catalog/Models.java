package dev.plimsoll.checker.catalog;

import java.util.List;

/// The models of one module, found by {@link java.util.ServiceLoader}.
///
/// To add your own: implement this, and name the class in
/// `META-INF/services/dev.plimsoll.checker.catalog.Models`.
public interface Models {

  /// The models, in the order in which they are listed.
  List<ModelDefinition> definitions();
}
