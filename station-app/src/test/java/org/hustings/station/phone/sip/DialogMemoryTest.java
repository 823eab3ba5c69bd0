package org.hustings.station.phone.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hustings.protocol.CallId;
import org.hustings.station.phone.Dialog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DialogMemoryTest {

    private final Requests.Party party =
            new Requests.Party(new CallId(UUID.randomUUID()), Bench.NUMBER, Optional.empty());

    @TempDir
    Path folder;

    @Test
    void whatIsKeptHasNoNumberAndYetComesBackWhole() {
        var memory = new DialogMemory(Optional.of(folder.resolve("sip.port")));
        var dialog = new Dialog(
                party.names().localTag(),
                "tag;x",
                "sip:+1-202-5550123@10.202.55.123:5060",
                List.of("<sip:12025550123@edge.example;lr>", "<sip:core.example;lr>"),
                7);
        memory.keep(party, dialog);

        assertThat(folder.resolve("sip.dialog")).content().doesNotContain("5550123", "2025", "202-");
        assertThat(memory.of(party)).contains(dialog);
        var other = new Requests.Party(new CallId(UUID.randomUUID()), Bench.NUMBER, Optional.empty());
        assertThat(memory.of(other)).isEmpty();
        memory.forget();
        assertThat(memory.of(party)).isEmpty();
    }
}
