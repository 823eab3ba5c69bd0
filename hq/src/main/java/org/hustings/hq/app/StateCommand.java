package org.hustings.hq.app;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hustings.hq.campaigns.Campaigns;
import org.hustings.hq.people.StopReport;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.CampaignState;
import org.hustings.protocol.WrongSettingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `hq state`: runs, pauses or stops a campaign.
@Command(
        name = "state",
        description = "Runs, pauses or stops a campaign. Calls in progress finish, no new one starts. Says which desks "
                + "may not have heard of it, and until when they may still call; ask again by saying the same again.",
        mixinStandardHelpOptions = true)
final class StateCommand implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it.
    private Here here;

    @Parameters(index = "0", paramLabel = "CAMPAIGN", description = "Its id.")
    @SuppressWarnings("NullAway.Init")
    private String campaign;

    @Parameters(index = "1", paramLabel = "STATE", description = "running, paused or stopped.")
    @SuppressWarnings("NullAway.Init")
    private CampaignState state;

    @Override
    public Integer call() throws IOException {
        var id = HqMain.id("CAMPAIGN", campaign, CampaignId::new);
        var source = here.source();
        var now = new Campaigns(source, Clock.systemUTC(), CommandGroup.who())
                .setState(id, state)
                .orElseThrow(() -> new WrongSettingException(
                        "CAMPAIGN is \"" + id + "\", which does not exist; create it with: hustings hq campaign"));
        System.out.println("Campaign " + id + " is " + now.state().name().toLowerCase(Locale.ROOT) + " (version "
                + now.version() + ")");
        if (now.state() != CampaignState.RUNNING) {
            tell(StopReport.of(new Database(source), id, Instant.now(Clock.systemUTC())));
        }
        return 0;
    }

    private static void tell(StopReport report) {
        System.out.println(
                report.desks().isEmpty()
                        ? "No desk may begin a call"
                        : "Calls in progress finish. Not known to have heard of it:");
        report.lines().forEach(line -> System.out.println("  " + line));
    }
}
