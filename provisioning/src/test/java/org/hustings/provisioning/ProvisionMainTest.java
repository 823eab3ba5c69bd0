package org.hustings.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvisionMainTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream before = System.err;

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void listenNoMore() {
        System.setErr(before);
    }

    @Test
    void withoutARunningHeadquartersItSaysHowToStartOne() {
        assertThat(provision("st-1")).isEqualTo(2);
        assertThat(said()).contains("hq.json is not there").contains("hustings hq run --data");
    }

    @Test
    void anIdOfTheWrongFormIsRefused() {
        assertThat(provision("St 1")).isEqualTo(2);
        assertThat(said()).contains("ID is \"St 1\"").contains("[a-z0-9][a-z0-9-]{2,31}");
    }

    @Test
    void nobodyGetsTheNameOfTheOnlookerWhoReadsEverything() {
        assertThat(provision("operator")).isEqualTo(2);
        assertThat(said()).contains("ID is \"operator\"");
    }

    @Test
    void aChoiceThatNoStationKnowsIsRefused() {
        assertThat(provision("st-1", "--headset", "bluetooth")).isEqualTo(2);
        assertThat(said()).contains("--headset is \"bluetooth\"").contains("virtual, pulse, alsa");
    }

    @Test
    void aHeadquartersThatDoesNotAnswerIsAnUnreachablePeer() throws IOException {
        CertificateAuthority.openOrCreate(folder.resolve("ca"), Clock.systemUTC());
        // Port 1 is reserved (tcpmux) and nobody listens there.
        new HqFile(
                        1,
                        new HqFile.Postgres("jdbc:postgresql://127.0.0.1:1/hustings", "u", "p"),
                        new HqFile.Mqtt("127.0.0.1", 1, "ca.crt", new HqFile.Operator("o.crt", "o.key")),
                        new HqFile.Web("", "", ""),
                        List.of())
                .write(folder);

        assertThat(provision("st-1")).isEqualTo(3);
        assertThat(said()).contains("jdbc:postgresql://127.0.0.1:1/hustings cannot be reached");
    }

    private int provision(String id, String... more) {
        var words = new java.util.ArrayList<>(List.of(
                "station",
                id,
                "--hq",
                folder.toString(),
                "--out",
                folder.resolve("out").toString(),
                "--desk",
                "Ashford 1"));
        words.addAll(List.of(more));
        return ProvisionMain.run(words.toArray(String[]::new));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
