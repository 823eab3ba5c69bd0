package org.hustings.hq.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hustings.hq.campaigns.CampaignFile;
import org.hustings.hq.campaigns.Campaigns;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `hq campaign`: creates a campaign from its file, or changes it.
@Command(
        name = "campaign",
        description = "Creates a campaign from its file, or changes it. Stations hear of it within seconds.",
        mixinStandardHelpOptions = true)
final class CampaignCommand implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it.
    private Here here;

    @Parameters(index = "0", paramLabel = "FILE.toml", description = "Goal, script, hours and rules of the campaign.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Override
    public Integer call() throws IOException {
        var written = CampaignFile.read(file);
        var now = new Campaigns(here.source(), Clock.systemUTC(), CommandGroup.who()).put(written);
        System.out.println(
                "Campaign " + written.id() + " is " + now.state().name().toLowerCase(Locale.ROOT) + " (version "
                        + now.version() + ", script version " + now.scriptVersion() + ")");
        if (now.rehearsal()) {
            here.staff().seat(now.setup().campaign()).forEach(reason -> System.out.println("Not called: " + reason));
            System.out.println(
                    "It is in rehearsal and calls staff only: add some with hustings hq staff add, call them "
                            + "from a station, then let it call voters with hustings hq release " + written.id());
        }
        return 0;
    }
}
