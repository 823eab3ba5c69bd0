package org.hustings.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The published interface and the records say the same: every example is read by its record, written back unchanged,
/// and fits the schema; so does what the records write.
class AsyncApiTest {

    private static final Map<String, Class<?>> RECORDS = Map.ofEntries(
            Map.entry("Status", Status.class),
            Map.entry("Telemetry", Telemetry.class),
            Map.entry("LeaseRequest", LeaseRequest.class),
            Map.entry("LeaseAnswer", LeaseAnswer.class),
            Map.entry("CallReport", Report.class),
            Map.entry("SkipReport", Report.class),
            Map.entry("StationEvent", StationEvent.class),
            Map.entry("Receipt", Receipt.class),
            Map.entry("Command", Command.class),
            Map.entry("Campaign", Campaign.class));

    // The validator speaks Jackson 2; the YAML is turned into its trees by way of JSON text.
    private static final ObjectMapper TREES = new ObjectMapper();
    private final JsonNode document = document();

    @Test
    void everyMessageHasARecordAndAtLeastOneExample() {
        var messages = document.at("/components/messages");
        assertThat(messages.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(RECORDS.keySet());
        messages.properties()
                .forEach(message -> assertThat(message.getValue().path("examples"))
                        .as(message.getKey())
                        .isNotEmpty());
    }

    @TestFactory
    Stream<DynamicTest> everyExampleFitsItsSchemaAndItsRecord() {
        return document.at("/components/messages").properties().stream()
                .flatMap(message -> stream(message.getValue().path("examples"))
                        .map(example -> dynamicTest(
                                message.getKey() + " " + example.path("name").asText(),
                                () -> fits(message.getKey(), example.path("payload")))));
    }

    @TestFactory
    Stream<DynamicTest> aMessageWithoutARequiredFieldIsUnreadableAndSaysWhich() {
        return document.at("/components/messages").properties().stream()
                .flatMap(message -> stream(message.getValue().at("/payload/required"))
                        .map(JsonNode::asText)
                        // A missing list is an empty one, and a missing switch is off.
                        .filter(field -> !Stream.of(
                                        "holding",
                                        "languages",
                                        "leases",
                                        "held",
                                        "gone",
                                        "answers",
                                        "flag",
                                        "locked",
                                        "ids")
                                .toList()
                                .contains(field))
                        .map(field -> dynamicTest(
                                message.getKey() + " without " + field,
                                () -> isRefusedWithout(field, message.getKey(), message.getValue()))));
    }

    @Test
    void everyTopicIsSpelledAsPublished() {
        var station = new StationId("ashford-4");
        assertThat(address("status")).isEqualTo(Topics.FromStation.STATUS.of(station));
        assertThat(address("telemetry")).isEqualTo(Topics.FromStation.TELEMETRY.of(station));
        assertThat(address("leaseRequests")).isEqualTo(Topics.FromStation.LEASE_REQUESTS.of(station));
        assertThat(address("reports")).isEqualTo(Topics.FromStation.REPORTS.of(station));
        assertThat(address("events")).isEqualTo(Topics.FromStation.EVENTS.of(station));
        assertThat(address("leases")).isEqualTo(Topics.ToStation.LEASES.of(station));
        assertThat(address("receipts")).isEqualTo(Topics.ToStation.RECEIPTS.of(station));
        assertThat(address("commands")).isEqualTo(Topics.ToStation.COMMANDS.of(station));
        assertThat(address("campaigns")).isEqualTo(Topics.campaign(new CampaignId("crossings")));
    }

    private void fits(String message, JsonNode example) throws IOException {
        assertThat(schema(message).validate(example)).isEmpty();
        var record = Objects.requireNonNull(RECORDS.get(message));
        var read = Json.read(TREES.writeValueAsBytes(example), record);
        assertThat(read).isInstanceOf(Json.Read.Message.class);
        var value = ((Json.Read.Message<?>) read).value();
        var written = TREES.readTree(Json.write(value));
        assertThat(schema(message).validate(written)).isEmpty();
        // What we write holds everything we read; empty lists that the example leaves out may be added.
        assertThat(containsAll(written, example))
                .as("%s written as %s", example, written)
                .isTrue();
        assertThat(Json.read(Json.write(value), record)).isEqualTo(read);
    }

    private void isRefusedWithout(String field, String message, JsonNode definition) throws IOException {
        var example = (ObjectNode) definition.at("/examples/0/payload").deepCopy();
        example.remove(field);
        var read = Json.read(TREES.writeValueAsBytes(example), Objects.requireNonNull(RECORDS.get(message)));
        assertThat(read)
                .isInstanceOfSatisfying(
                        Json.Read.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).contains(field));
    }

    private String address(String channel) {
        return document.at("/channels/" + channel + "/address")
                .asText()
                .replace("{station}", "ashford-4")
                .replace("{campaign}", "crossings");
    }

    private JsonSchema schema(String message) {
        var schema = ((ObjectNode) document.at("/components/messages/" + message + "/payload")).deepCopy();
        schema.set("components", document.path("components"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
    }

    private static boolean containsAll(JsonNode whole, JsonNode part) {
        if (part.isObject()) {
            return part.properties().stream()
                    .allMatch(field -> containsAll(whole.path(field.getKey()), field.getValue()));
        }
        if (part.isArray()) {
            return whole.size() == part.size()
                    && Stream.iterate(0, i -> i < part.size(), i -> i + 1)
                            .allMatch(i -> containsAll(whole.path(i), part.path(i)));
        }
        return part.isNumber()
                ? whole.asDouble() == part.asDouble()
                : whole.asText().equals(part.asText())
                        || java.time.Instant.parse(whole.asText()).equals(java.time.Instant.parse(part.asText()));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return Stream.iterate(0, i -> i < array.size(), i -> i + 1).map(array::get);
    }

    private static JsonNode document() {
        try (InputStream yaml = Objects.requireNonNull(AsyncApiTest.class.getResourceAsStream("/asyncapi.yaml"))) {
            return TREES.readTree(new YAMLMapper().readTree(yaml).toString());
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
