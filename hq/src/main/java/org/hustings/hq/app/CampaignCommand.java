package org.hustings.hq.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hustings.hq.campaigns.CampaignFile;
import org.hustings.hq.campaigns.Campaigns;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hq campaign`: creates a campaign from its file, or changes it.
@Command(
        name = "campaign",
        description = "Creates a campaign from its file, or changes it. Stations hear of it within seconds.",
        mixinStandardHelpOptions = true)
final class CampaignCommand implements Callable<Integer> {

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Headquarters' data directory.")
    @SuppressWarnings("NullAway.Init") // picocli refuses to start without it.
    private Path data;

    @Parameters(index = "0", paramLabel = "FILE.toml", description = "Goal, script, hours and rules of the campaign.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Override
    public Integer call() throws IOException {
        var written = CampaignFile.read(file);
        var now = new Campaigns(RunningHq.database(data), Clock.systemUTC()).put(written);
        System.out.println(
                "Campaign " + written.id() + " is " + now.state().name().toLowerCase(Locale.ROOT) + " (version "
                        + now.version() + ", script version " + now.scriptVersion() + ")");
        return 0;
    }
}
