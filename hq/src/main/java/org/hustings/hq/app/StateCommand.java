package org.hustings.hq.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hustings.hq.campaigns.Campaigns;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.CampaignState;
import org.hustings.protocol.WrongSettingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hq state`: runs, pauses or stops a campaign.
@Command(
        name = "state",
        description = "Runs, pauses or stops a campaign. Calls in progress finish, no new one starts.",
        mixinStandardHelpOptions = true)
final class StateCommand implements Callable<Integer> {

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Headquarters' data directory.")
    @SuppressWarnings("NullAway.Init") // picocli refuses to start without it.
    private Path data;

    @Parameters(index = "0", paramLabel = "CAMPAIGN", description = "Its id.")
    @SuppressWarnings("NullAway.Init")
    private String campaign;

    @Parameters(index = "1", paramLabel = "STATE", description = "running, paused or stopped.")
    @SuppressWarnings("NullAway.Init")
    private CampaignState state;

    @Override
    public Integer call() throws IOException {
        var id = HqMain.id("CAMPAIGN", campaign, CampaignId::new);
        var now = new Campaigns(RunningHq.database(data), Clock.systemUTC())
                .setState(id, state)
                .orElseThrow(() -> new WrongSettingException(
                        "CAMPAIGN is \"" + id + "\", which does not exist; create it with: hustings hq campaign"));
        System.out.println("Campaign " + id + " is " + now.state().name().toLowerCase(Locale.ROOT) + " (version "
                + now.version() + ")");
        return 0;
    }
}
