package dev.plimsoll.counterexamples.itf;

import dev.plimsoll.checker.value.Value;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Family;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Values as traces of earlier versions have them, in the form of today.
///
/// What is a {@link dev.plimsoll.checker.value.Word} today was a record: an address had the fields
/// `family`, `high` and `low`, its endpoint `address` and `port`, a block `address` and `mask`, and
/// the protocol of a packet the field `number`.
final class EarlierForms {

  /// The value, with words for what was written part by part.
  static Value now(Value value) {
    return switch (value) {
      case Value.Sequence(var elements) -> new Value.Sequence(all(elements));
      case Value.Collected(var elements) -> new Value.Collected(all(elements));
      case Value.Mapping(var entries) ->
          new Value.Mapping(
              entries.stream()
                  .map(entry -> Map.entry(now(entry.getKey()), now(entry.getValue())))
                  .toList());
      case Value.Fields(var tag, var fields) -> fields(tag, fields);
      case Value.Bool _, Value.Int _, Value.Text _, Value.Opaque _ -> value;
    };
  }

  private static List<Value> all(List<Value> elements) {
    return elements.stream().map(EarlierForms::now).toList();
  }

  private static Value fields(String tag, SequencedMap<String, Value> fields) {
    var now = new LinkedHashMap<String, Value>();
    fields.forEach(
        (name, value) -> now.put(name, name.equals("protocol") ? protocol(value) : now(value)));
    return tag.isEmpty() ? word(now) : new Value.Fields(tag, now);
  }

  private static Value word(SequencedMap<String, Value> fields) {
    var values = List.copyOf(fields.values());
    try {
      return switch (String.join(" ", fields.keySet())) {
        case "family high low" -> address(values.get(0), values.get(1), values.get(2));
        case "address port" ->
            text(new Endpoint(address(values.get(0)), Math.toIntExact(number(values.get(1)))));
        case "address mask" -> text(new Prefix(address(values.get(0)), address(values.get(1))));
        default -> new Value.Fields("", fields);
      };
    } catch (IllegalArgumentException | ArithmeticException e) {
      return new Value.Fields("", fields);
    }
  }

  private static Value address(Value family, Value high, Value low) {
    return text(new Address(Family.valueOf(family.toString()), number(high), number(low)));
  }

  private static Address address(Value value) {
    return Address.parse(value.toString());
  }

  private static long number(Value value) {
    if (value instanceof Value.Int(var number)) {
      return number;
    }
    throw new IllegalArgumentException(value + " is no number");
  }

  private static Value protocol(Value value) {
    return value instanceof Value.Fields(var tag, var fields)
            && tag.isEmpty()
            && fields.size() == 1
            && fields.get("number") instanceof Value.Int(var number)
            && number >= 0
            && number <= 255
        ? text(new IpProtocol((int) number))
        : now(value);
  }

  private static Value text(Object word) {
    return new Value.Text(word.toString());
  }

  private EarlierForms() {}
}
