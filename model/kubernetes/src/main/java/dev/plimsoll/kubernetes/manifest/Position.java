package dev.plimsoll.kubernetes.manifest;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A field of a document, for saying where something is wrong.
///
/// @param tree the document
/// @param object the pointer of the object that the message's path starts at
/// @param path the pointer from there
record Position(LocatedTree tree, String object, String path) {

  /// A field of this one.
  Position field(String name) {
    return new Position(tree, object, path + "/" + name);
  }

  /// An element of this one.
  Position index(int i) {
    return field(Integer.toString(i));
  }

  /// The line of the field, or of what is around it.
  SourceLine place() {
    return tree.place(object + path);
  }

  /// An error at this field.
  ManifestException error(String problem) {
    var name = path.isEmpty() ? "" : path.substring(1).replace('/', '.') + ": ";
    return new ManifestException(place(), name + problem);
  }

  /// A value that must be there.
  <T> T require(@Nullable T value, String expected) {
    if (value == null) {
      throw error("expected " + expected + ", found nothing");
    }
    return value;
  }

  /// What the supplier makes, where the constructors it calls accept their arguments.
  <T> T check(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw error(String.valueOf(e.getMessage()));
    }
  }

  /// The value whose text in the API is this one.
  <E extends Enum<E>> E constant(Class<E> type, String text) {
    for (var constant : type.getEnumConstants()) {
      if (constant.toString().equals(text)) {
        return constant;
      }
    }
    var expected = List.of(type.getEnumConstants());
    throw error("expected one of %s, found \"%s\"".formatted(expected, text));
  }
}
