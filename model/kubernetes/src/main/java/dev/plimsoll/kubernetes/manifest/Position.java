package dev.plimsoll.kubernetes.manifest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A field of a document, for saying where something is wrong.
///
/// @param tree the document
/// @param object the pointer of the object that the message's path starts at
/// @param around the field that this one is in; null for the object itself
/// @param step its name there, or its index
record Position(LocatedTree tree, String object, @Nullable Position around, String step) {

  /// The object at a pointer, which a message's path starts at.
  static Position of(LocatedTree tree, String object) {
    return new Position(tree, object, null, "");
  }

  /// A field of this one.
  Position field(String name) {
    return new Position(tree, object, this, name);
  }

  /// Whether this is the object itself.
  boolean isObject() {
    return around == null;
  }

  /// The pointer from the object to here. Few are asked for it: most fields are as they should be.
  private String path() {
    return around == null ? "" : around.path() + "/" + LocatedTree.escaped(step);
  }

  /// An element of this one.
  Position index(int i) {
    return field(Integer.toString(i));
  }

  /// A field some levels below this one.
  Position descend(String... names) {
    var position = this;
    for (var name : names) {
      position = position.field(name);
    }
    return position;
  }

  /// The field as Kubernetes names it in messages: `spec.containers[0].name`.
  String name() {
    var name = new StringBuilder();
    var value = tree.root().at(object);
    for (var pointer = JsonPointer.compile(path()); !pointer.matches(); pointer = pointer.tail()) {
      var property = pointer.getMatchingProperty();
      if (value.isArray()) {
        name.append('[').append(property).append(']');
      } else {
        name.append(name.isEmpty() ? "" : ".").append(property);
      }
      value = value.isArray() ? value.path(pointer.getMatchingIndex()) : value.path(property);
    }
    return name.toString();
  }

  /// The line of the field, or of what is around it.
  SourceLine place() {
    return tree.place(object + path());
  }

  /// An error at this field.
  ManifestException error(String problem) {
    return new ManifestException(place(), isObject() ? problem : name() + ": " + problem);
  }

  /// A value that must be there.
  <T> T require(@Nullable T value, String expected) {
    if (value == null) {
      throw error("expected " + expected + ", found nothing");
    }
    return value;
  }

  /// A value that is text, read as JSON.
  JsonNode json(String text) {
    try {
      return LocatedTree.parse(tree.file(), text).getFirst().root();
    } catch (ManifestException | NoSuchElementException _) {
      throw error("expected JSON, found \"%s\"".formatted(ManifestReader.shortened(text)));
    }
  }

  /// A number that must be in a range.
  int between(int least, int most, int value) {
    if (value < least || value > most) {
      throw error("expected a number of %d to %d, found %d".formatted(least, most, value));
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

  /// The value whose text in the API is this one, or the default where there is none.
  <E extends Enum<E>> E constant(Class<E> type, @Nullable String text, E otherwise) {
    return text == null || text.isEmpty() ? otherwise : constant(type, text);
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
