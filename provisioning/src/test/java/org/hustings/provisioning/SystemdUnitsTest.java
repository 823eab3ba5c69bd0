package org.hustings.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What we ship for systemd, judged by systemd itself.
class SystemdUnitsTest {

    private static final Path SHIPPED = Path.of("..", "systemd");
    private static final Path TOOL = Path.of("/usr/bin/systemd-analyze");

    @TempDir
    Path folder;

    @BeforeEach
    void needsTheTool() {
        assumeThat(TOOL)
                .as("systemd-analyze is not installed, so the units were NOT checked: install Debian's package systemd")
                .exists();
    }

    @Test
    void theUnitOfHeadquartersIsAccepted() throws Exception {
        assertThat(verdict(SHIPPED.resolve("hustings-hq.service"))).isEmpty();
    }

    @Test
    void theUnitOfAStationIsAccepted() throws Exception {
        assertThat(verdict(SHIPPED.resolve("hustings-station.service"))).isEmpty();
    }

    @Test
    void theUnitOfAStationIsAcceptedWithAWindowOnTheScreen() throws Exception {
        var unit = Files.copy(SHIPPED.resolve("hustings-station.service"), folder.resolve("hustings-station.service"));
        var dropIn = Files.createDirectory(folder.resolve("hustings-station.service.d"));
        Files.copy(
                SHIPPED.resolve("kiosk").resolve("hustings-station.service.d").resolve("kiosk.conf"),
                dropIn.resolve("kiosk.conf"));

        assertThat(verdict(unit)).isEmpty();
    }

    /// Everything that `systemd-analyze verify` has to say against a unit.
    private static String verdict(Path unit) throws IOException, InterruptedException {
        var process = new ProcessBuilder(TOOL.toString(), "verify", "--man=no", unit.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said + (process.exitValue() == 0 ? "" : "exit code " + process.exitValue());
    }
}
