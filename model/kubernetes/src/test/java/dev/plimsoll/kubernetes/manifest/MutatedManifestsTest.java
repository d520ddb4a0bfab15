package dev.plimsoll.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever stands in the place of a value, it is read, or refused with its line.
final class MutatedManifestsTest {

  private static final JsonMapper MAPPER = new JsonMapper();

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "\"x\"", "[null]", "{\"a\": null}"})
  void aValueInThePlaceOfAnotherIsReadOrRefused(String text) throws JsonProcessingException {
    var refused = 0;
    var read = 0;
    for (var root : documents()) {
      for (var change : changes(root, MAPPER.readTree(text))) {
        change.run();
        try {
          ManifestReader.read("mutated", root.toString());
          read++;
        } catch (ManifestException e) {
          assertThat(e).hasMessageStartingWith("mutated:1");
          refused++;
        } finally {
          change.undo();
        }
      }
    }
    assertThat(read).isPositive();
    assertThat(refused).isPositive();
  }

  private static List<JsonNode> documents() {
    var documents = new ArrayList<JsonNode>();
    for (var text :
        List.of(
            MalformedWorkloadsTest.DEPLOYMENT,
            MalformedWorkloadsTest.OTHERS,
            PrintedWorkloadsTest.TEXT)) {
      for (var tree : LocatedTree.parse("original", text)) {
        if (tree.root().has("items")) {
          tree.root().get("items").forEach(documents::add);
        } else {
          documents.add(tree.root());
        }
      }
    }
    return documents;
  }

  private record Change(Consumer<JsonNode> set, JsonNode value, JsonNode old) {

    void run() {
      set.accept(value);
    }

    void undo() {
      set.accept(old);
    }
  }

  private static List<Change> changes(JsonNode node, JsonNode value) {
    var changes = new ArrayList<Change>();
    if (node instanceof ObjectNode object) {
      for (var property : object.properties()) {
        var name = property.getKey();
        changes.add(new Change(other -> object.set(name, other), value, property.getValue()));
        changes.addAll(changes(property.getValue(), value));
      }
    } else if (node instanceof ArrayNode array) {
      for (var i = 0; i < array.size(); i++) {
        var index = i;
        changes.add(new Change(other -> array.set(index, other), value, array.get(i)));
        changes.addAll(changes(array.get(i), value));
      }
    }
    return changes;
  }
}
