package org.hustings.hq.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hustings.hq.campaigns.CampaignFile;
import org.hustings.hq.campaigns.Campaigns;
import org.hustings.hq.rulebook.RuleBook;
import org.hustings.hq.rules.RuleSet;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.WrongSettingException;
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
        var source = here.source();
        var database = new Database(source);
        requireProfiles(
                written, new RuleBook(database, Clock.systemUTC()).current().set());
        var now = new Campaigns(source, Clock.systemUTC(), CommandGroup.who()).put(written);
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

    /// A profile that no rule knows would change nothing, and nobody would notice.
    private static void requireProfiles(CampaignFile written, RuleSet rules) {
        var chosen = written.profiles() == null ? List.<String>of() : written.profiles();
        for (var profile : chosen) {
            if (!rules.profiles().contains(profile)) {
                throw new WrongSettingException("profiles has \"" + profile + "\" but the rules know "
                        + String.join(", ", rules.profiles().stream().sorted().toList()));
            }
        }
    }
}
