package org.hustings.hq.campaigns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.hustings.hq.Bank;
import org.hustings.protocol.CampaignState;
import org.hustings.protocol.Json;
import org.hustings.protocol.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignsTest {

    @TempDir
    private Path folder;

    @Test
    void theExampleIsACampaignInThreeLanguagesWithoutDeadEnds() throws Exception {
        var file = folder.resolve("example.toml");
        try (var example = CampaignsTest.class.getResourceAsStream("/example-campaign.toml")) {
            Files.copy(java.util.Objects.requireNonNull(example), file);
        }

        var script = CampaignSetup.of(CampaignFile.read(file))
                .message(1, 1, CampaignState.RUNNING)
                .script();

        assertThat(script.steps().keySet()).extracting(Language::value).containsExactlyInAnyOrder("en", "fr", "de");
        script.steps()
                .values()
                .forEach(steps -> assertThat(steps)
                        .flatExtracting(step -> step.choices())
                        .allMatch(choice ->
                                steps.stream().anyMatch(step -> step.id().equals(choice.next()))));
    }

    @Test
    void versionsGrowWithEachChangeAndAnUnchangedFileChangesNothing() {
        try (var bank = new Bank(folder)) {
            assertThat(bank.campaign("hours = \"00:00-24:00\"").version()).isEqualTo(1);
            var changed = bank.campaign("hours = \"00:00-24:00\"\nwindowSize = 7");
            assertThat(changed.version()).isEqualTo(2);
            assertThat(changed.scriptVersion()).isEqualTo(1);
            assertThat(changed.message().windowSize()).isEqualTo(7);
            assertThat(new String(Json.write(changed.message()), java.nio.charset.StandardCharsets.UTF_8))
                    .doesNotContain("callerId");
            assertThat(bank.database.count("select count(*) from campaign_versions"))
                    .isEqualTo(2);
            assertThat(bank.campaigns.setState(new org.hustings.protocol.CampaignId("none"), CampaignState.PAUSED))
                    .isEmpty();
        }
    }

    @Test
    void aScriptWithoutSponsorOrCallBackNumberIsNotPublished() throws Exception {
        try (var bank = new Bank(folder)) {
            var text = Files.readString(bank.campaignFile("spring", "hours = \"00:00-24:00\""));
            for (var cut : java.util.List.of(
                    text.replace("Friends of the Harbour", " "), text.replace("\"+442079460100\"", "\"none\""))) {
                var file = bank.write("cut.toml", cut);
                assertThatThrownBy(() -> CampaignFile.read(file))
                        .isInstanceOf(CampaignFileException.class)
                        .hasMessageMatching("(?s).*script\\.(sponsor|callBackNumber) is missing.*");
            }
        }
    }

    @Test
    void aWrongFileIsRefusedWithTheKeyAndTheCure() {
        try (var bank = new Bank(folder)) {
            assertThatThrownBy(() -> bank.campaign("hours = \"00:00-24:00\"\nringSecond = 30"))
                    .isInstanceOf(CampaignFileException.class)
                    .hasMessageContaining("ringSecond")
                    .hasMessageContaining("ringSeconds");
            assertThatThrownBy(() -> bank.campaign("hours = \"9 to 5\"")).hasMessageContaining("09:00-21:00");
            assertThatThrownBy(() -> bank.campaign("hours = \"00:00-24:00\"\nringSeconds = 5"))
                    .hasMessageContaining("ringSeconds must be at least 20");
            assertThatThrownBy(() -> bank.campaign("hours = \"00:00-24:00\"\npowerPauseSeconds = 2"))
                    .hasMessageContaining("powerPauseSeconds must be at least 3");
            assertThatThrownBy(() -> bank.campaign("hours = \"00:00-24:00\"\nmode = \"predictive\""))
                    .hasMessageContaining("predictive");
            assertThatThrownBy(() -> CampaignFile.read(folder.resolve("absent.toml")))
                    .hasMessageContaining("absent.toml");
            assertThatThrownBy(() -> CampaignFile.read(bank.write("broken.toml", "id = \n")))
                    .hasMessageContaining("line");
        }
    }
}
