package dev.plimsoll.counterexamples.itf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.checker.catalog.Catalog;
import dev.plimsoll.checker.value.Value;
import dev.plimsoll.checker.value.Values;
import dev.plimsoll.counterexamples.Counterexample;
import dev.plimsoll.counterexamples.json.JsonReader;
import dev.plimsoll.counterexamples.json.JsonSource;
import dev.plimsoll.counterexamples.json.JsonWriter;
import dev.plimsoll.counterexamples.replay.Outcome;
import dev.plimsoll.counterexamples.replay.Replay;
import dev.plimsoll.kubernetes.address.Address;
import dev.plimsoll.kubernetes.address.Prefix;
import dev.plimsoll.network.netfilter.transport.Endpoint;
import dev.plimsoll.network.netfilter.transport.IpProtocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class EarlierFormsTest {

  /// A trace of a version that wrote addresses part by part.
  private static final String RECORDED = "addresses-by-their-parts.itf.json";

  @Test
  void aTraceWithAddressesInPartsStillViolatesItsClaim() throws IOException {
    var counterexample = recorded();
    var definition = Catalog.load().find(counterexample.model());
    var model = definition.configure(Map.of()).model();

    assertThat(Replay.run(counterexample, model)).isEqualTo(new Outcome.StillViolates());
    assertThat(JsonWriter.compact(Itf.encode(counterexample)))
        .contains("{\"protocol\": \"tcp\", \"source\": \"10.244.0.200:40000\"")
        .doesNotContain("\"family\"");
  }

  @Test
  void partsBecomeTheWordsThatAreToldToday() {
    assertThat(EarlierForms.now(address(0x0a00000aL))).isEqualTo(today("10.0.0.10"));
    assertThat(EarlierForms.now(fields("address", address(0x0a00000aL), "port", new Value.Int(80))))
        .isEqualTo(Values.of(Endpoint.parse("10.0.0.10:80")));
    assertThat(
            EarlierForms.now(fields("address", address(0x0a000000L), "mask", address(0xffff0000L))))
        .isEqualTo(Values.of(Prefix.parse("10.0.0.0/16")));
    assertThat(EarlierForms.now(fields("protocol", fields("number", new Value.Int(17)))))
        .isEqualTo(fields("protocol", Values.of(IpProtocol.UDP)));
  }

  @Test
  void whatOnlyLooksLikePartsStaysAsItIs() {
    for (var value :
        List.of(
            fields("number", new Value.Int(17)),
            fields("address", new Value.Text("somewhere"), "port", new Value.Int(80)),
            fields("address", new Value.Text("10.0.0.1"), "port", new Value.Int(1L << 40)),
            fields(
                "family",
                new Value.Text("IPV4"),
                "high",
                new Value.Int(1),
                "low",
                new Value.Int(2)),
            new Value.Fields(
                "Numbered", new LinkedHashMap<>(Map.of("number", new Value.Int(17)))))) {
      assertThat(EarlierForms.now(value)).isEqualTo(value);
    }
  }

  private static Value today(String address) {
    return Values.of(Address.parse(address));
  }

  private static Value address(long low) {
    return fields(
        "family", new Value.Text("IPV4"), "high", new Value.Int(0), "low", new Value.Int(low));
  }

  private static Value fields(Object... namesAndValues) {
    var fields = new LinkedHashMap<String, Value>();
    for (var i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], (Value) namesAndValues[i + 1]);
    }
    return new Value.Fields("", fields);
  }

  private static Counterexample recorded() throws IOException {
    try (var stream =
        Objects.requireNonNull(EarlierFormsTest.class.getResourceAsStream(RECORDED))) {
      var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return Itf.decode(new JsonSource(RECORDED), JsonReader.read(RECORDED, text));
    }
  }
}
