package dev.plimsoll.kubernetes.manifest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/// Binds the trees of objects to the types for their kinds, which finds values of the wrong type.
final class Binding {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              config ->
                  config
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .addModule(new SimpleModule().addDeserializer(Quantity.class, new QuantityText()))
          .build();

  /// The text of a quantity as it stands, which `QuantityDecoder` reads. fabric8's own deserializer
  /// is for another generation of Jackson, and does not keep what it cannot read.
  private static final class QuantityText extends JsonDeserializer<Quantity> {

    @Override
    public Quantity deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return parser.currentToken().isScalarValue()
          ? new Quantity(parser.getText(), "")
          : (Quantity) context.handleUnexpectedToken(Quantity.class, parser);
    }
  }

  private final KnownFields knownFields = new KnownFields(MAPPER);

  /// The object; refuses values of the wrong type and fields that the type does not have.
  <T> T bind(JsonNode node, Class<T> type, Position position) {
    try {
      var object = MAPPER.treeToValue(node, type);
      knownFields.require(node, MAPPER.constructType(type), position);
      return object;
    } catch (JsonMappingException e) {
      var at = position;
      var value = node;
      for (var reference : e.getPath()) {
        var isField = reference.getFieldName() != null;
        at = isField ? at.field(reference.getFieldName()) : at.index(reference.getIndex());
        value = isField ? value.path(reference.getFieldName()) : value.path(reference.getIndex());
      }
      throw at.error("expected %s, found %s".formatted(expected(e), ManifestReader.found(value)));
    } catch (JsonProcessingException e) {
      throw position.error(e.getOriginalMessage());
    }
  }

  private static String expected(JsonMappingException mistake) {
    if (!(mistake instanceof MismatchedInputException mismatch)
        || mismatch.getTargetType() == null) {
      return mistake.getCause() instanceof InputCoercionException
          ? "a number nearer to 0"
          : "another value";
    }
    var type = mismatch.getTargetType();
    if (type == String.class) {
      return "a string";
    } else if (type == Boolean.class) {
      return "true or false";
    } else if (type == Integer.class || type == Long.class) {
      return "a whole number";
    } else if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    return Map.class.isAssignableFrom(type)
        ? "an object"
        : type.getSimpleName().toLowerCase(Locale.ROOT);
  }
}
