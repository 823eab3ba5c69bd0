package org.hustings.demo.town;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.hustings.demo.town.TownCall.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TownRecordTest {

    private static final Instant SIX = Instant.parse("2026-11-21T18:00:00Z");

    @TempDir
    Path folder;

    private static TownCall call(String id) {
        return new TownCall(
                SIX,
                id,
                "+442079460001",
                "+442079460999",
                "sip:st-1@127.0.0.1:5060",
                Behaviour.TALKS,
                Optional.of(SIX.plusSeconds(3)),
                SIX.plusSeconds(9),
                4_200,
                200,
                Ending.CALLER_HUNG_UP,
                Optional.of("opus"));
    }

    private Path file() {
        return folder.resolve("new").resolve("town.jsonl");
    }

    @Test
    void whatIsAppendedIsReadBack() throws IOException {
        try (var record = TownRecord.open(file())) {
            record.append(call("a"));
            record.append(call("b"));
        }
        assertThat(TownRecord.read(file())).containsExactly(call("a"), call("b"));
        assertThat(Files.readString(file()))
                .startsWith("{\"at\":\"2026-11-21T18:00:00Z\",\"call\":\"a\",\"number\":\"+442079460001\"")
                .contains(
                        "\"behaviour\":\"talks\"", "\"answeredAt\":\"2026-11-21T18:00:03Z\"", "\"speechHeardMs\":4200");
    }

    @Test
    void aNewTownContinuesTheFileAndCutsHalfALineOff() throws IOException {
        try (var record = TownRecord.open(file())) {
            record.append(call("a"));
        }
        Files.writeString(file(), "{\"at\":\"2026-11", StandardOpenOption.APPEND);
        assertThat(TownRecord.read(file())).containsExactly(call("a"));
        try (var record = TownRecord.open(file())) {
            record.append(call("b"));
        }
        assertThat(TownRecord.read(file())).containsExactly(call("a"), call("b"));
        assertThat(TownRecord.callsByNumber(TownRecord.read(file()))).containsEntry("+442079460001", 2);
    }

    @Test
    void aLineThatIsNoCallIsNamed() throws IOException {
        var file = Files.writeString(folder.resolve("t.jsonl"), "{\"at\":1}\n");
        assertThatThrownBy(() -> TownRecord.read(file)).hasMessageContaining("line 1");
    }

    @Test
    void noRecordYetIsAnEmptyOne() throws IOException {
        assertThat(TownRecord.read(folder.resolve("nothing"))).isEmpty();
    }

    @Test
    void printingACallShowsNoNumber() {
        assertThat(call("a").toString()).doesNotContain("442079");
    }
}
