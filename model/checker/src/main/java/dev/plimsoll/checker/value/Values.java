package dev.plimsoll.checker.value;

import dev.plimsoll.checker.Variable;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns the values of models into {@link Value} trees.
public final class Values {

  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return Shape.of(type);
        }
      };

  /// The tree of a value: whole numbers, strings, enums, records, lists, sets, maps and optionals
  /// of them. A {@link Word} is a string. Anything else is {@link Value.Opaque}, shown by its
  /// `toString`.
  public static Value of(@Nullable Object object) {
    return switch (object) {
      case null -> new Value.Opaque("null");
      case Value value -> value;
      case Boolean value -> new Value.Bool(value);
      case Integer value -> new Value.Int(value);
      case Long value -> new Value.Int(value);
      case Short value -> new Value.Int(value);
      case Byte value -> new Value.Int(value);
      case Character value -> new Value.Text(value.toString());
      case String value -> new Value.Text(value);
      case Enum<?> value -> new Value.Text(value.name());
      case Variable value -> new Value.Text(value.toString());
      case Word value -> new Value.Text(value.toString());
      case Optional<?> value -> new Value.Sequence(all(value.stream().toList()));
      case Record value -> SHAPES.get(value.getClass()).read(value);
      case List<?> value -> new Value.Sequence(all(value));
      case Set<?> value -> new Value.Collected(all(value));
      case Map<?, ?> value -> mapping(value);
      default -> new Value.Opaque(object.toString());
    };
  }

  private static List<Value> all(Collection<?> objects) {
    var values = new ArrayList<Value>(objects.size());
    for (var object : objects) {
      values.add(of(object));
    }
    return values;
  }

  private static Value mapping(Map<?, ?> map) {
    var entries = new ArrayList<Map.Entry<Value, Value>>();
    map.forEach((key, value) -> entries.add(Map.entry(of(key), of(value))));
    return new Value.Mapping(entries);
  }

  /// The fields of a class of records.
  private record Shape(String tag, List<RecordComponent> components) {

    static Shape of(Class<?> type) {
      if (!type.isRecord()) {
        return new Shape("", List.of());
      }
      var components = List.of(type.getRecordComponents());
      components.forEach(component -> component.getAccessor().setAccessible(true));
      return new Shape(isCase(type) ? type.getSimpleName() : "", components);
    }

    private static boolean isCase(Class<?> type) {
      for (var parent : type.getInterfaces()) {
        if (parent.isSealed()) {
          return true;
        }
      }
      return false;
    }

    Value read(Record value) {
      var fields = new LinkedHashMap<String, Value>();
      for (var component : components) {
        try {
          fields.put(component.getName(), Values.of(component.getAccessor().invoke(value)));
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException("Cannot read " + component, e);
        }
      }
      return new Value.Fields(tag, fields);
    }
  }

  private Values() {}
}
