package org.hustings.hq.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.hustings.protocol.WrongSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HqConfigTest {

    private static final HqConfig.Flags NO_FLAGS =
            new HqConfig.Flags(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

    @TempDir
    Path folder;

    @Test
    void withoutUrlsHeadquartersRunsItsOwn() {
        var config = HqConfig.read(folder, Optional.empty(), NO_FLAGS, Map.of());

        assertThat(config.postgres()).isEmpty();
        assertThat(config.broker()).isEmpty();
    }

    @Test
    void withUrlsItUsesYours() throws IOException {
        var config = config("""
                [postgres]
                url = "jdbc:postgresql://db:5432/hustings"
                user = "hustings"
                [broker]
                host = "mq"
                ca = "ca.crt"
                certificate = "hq.crt"
                key = "hq.key"
                """, Map.of("HUSTINGS_HQ_POSTGRES_PASSWORD", "secret"));

        assertThat(config.postgres())
                .contains(new HqConfig.Database("jdbc:postgresql://db:5432/hustings", "hustings", "secret"));
        assertThat(config.broker().orElseThrow().port()).isEqualTo(8883);
        assertThat(config.broker().orElseThrow().identity().key()).isEqualTo(folder.resolve("hq.key"));
    }

    @Test
    void aFlagStandsAboveFileAndEnvironment() throws IOException {
        var file = Files.writeString(folder.resolve("hq.toml"), "[web]\nport = 1\n");
        var flags = new HqConfig.Flags(OptionalInt.of(3), OptionalInt.empty(), OptionalInt.empty());

        var config = HqConfig.read(folder, Optional.of(file), flags, Map.of("HUSTINGS_HQ_WEB_PORT", "2"));

        assertThat(config.webPort()).hasValue(3);
    }

    @Test
    void aMistypedOrHalfWrittenSettingIsRefusedByName() {
        assertThatThrownBy(() -> config("[web]\nprot = 8080\n", Map.of()))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining("web.prot is not a setting");
        assertThatThrownBy(() -> config("[postgres]\nurl = \"postgres://db\"\n", Map.of()))
                .hasMessageContaining("postgres.url is \"postgres://db\"")
                .hasMessageContaining("jdbc:postgresql://");
        assertThatThrownBy(() -> config("[broker]\nhost = \"mq\"\n", Map.of()))
                .hasMessageContaining("broker.ca is missing");
    }

    @Test
    void theCommandLineSaysWhatItDoesNotKnow() {
        assertThat(HqMain.run("run")).isEqualTo(2);
        assertThat(HqMain.run()).isEqualTo(2);
        assertThat(HqMain.run("--help")).isZero();
        assertThat(HqMain.run("state", "--data", folder.toString(), "c", "sideways"))
                .isEqualTo(2);
        assertThat(HqMain.run("state", "--data", folder.toString(), "c", "paused"))
                .isEqualTo(2);
        assertThat(HqMain.run("run", "--data", folder.toString(), "--config", "absent.toml"))
                .isEqualTo(2);
    }

    @Test
    void aPortThatIsNoneOrTakenTwiceIsRefusedByItsOptionAndNothingIsKept() throws IOException {
        assertThatThrownBy(() -> HqConfig.read(folder, Optional.empty(), flags(70_000, 2), Map.of()))
                .hasMessageContaining("--web-port is 70000");
        assertThatThrownBy(
                        () -> Kept.readOrChoose(HqConfig.read(folder, Optional.empty(), flags(4_000, 4_000), Map.of())))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining("a port of its own");
        assertThat(folder.resolve("kept.json")).doesNotExist();

        var kept = Kept.readOrChoose(HqConfig.read(folder, Optional.empty(), flags(4_000, 4_001), Map.of()));
        kept.keep(folder);
        assertThat(Kept.readOrChoose(HqConfig.read(folder, Optional.empty(), NO_FLAGS, Map.of())))
                .isEqualTo(kept);
    }

    @Test
    void aDataDirectoryThatIsNoneIsRefusedByItsOption() throws IOException {
        var file = Files.writeString(folder.resolve("list.csv"), "phone");

        assertThatThrownBy(() -> DataFolder.lock(file))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith("--data is \"" + file + "\", where headquarters cannot write");
        assertThat(HqMain.run("run", "--data", file.resolve("below").toString()))
                .isEqualTo(2);
    }

    private static HqConfig.Flags flags(int web, int mqtt) {
        return new HqConfig.Flags(OptionalInt.of(web), OptionalInt.of(mqtt), OptionalInt.empty());
    }

    private HqConfig config(String toml, Map<String, String> environment) throws IOException {
        var file = Files.writeString(folder.resolve("hq.toml"), toml);
        return HqConfig.read(folder, Optional.of(file), NO_FLAGS, environment);
    }
}
