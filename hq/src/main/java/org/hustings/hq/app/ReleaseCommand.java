package org.hustings.hq.app;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hustings.hq.people.Rehearsal;
import org.hustings.hq.people.Rehearsal.Outcome;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.WrongSettingException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hq release`: lets a campaign out of its rehearsal.
@Command(
        name = "release",
        description = "Lets a campaign call voters, after three answered calls to staff (hustings hq staff).",
        mixinStandardHelpOptions = true)
final class ReleaseCommand implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it.
    private Here here;

    @Option(names = "--without-test-calls", description = "Do not wait for them. The audit keeps it; say --why.")
    private boolean withoutTestCalls;

    @Option(names = "--why", paramLabel = "TEXT", description = "Why the campaign is released without test calls.")
    private @Nullable String why;

    @Parameters(index = "0", paramLabel = "CAMPAIGN", description = "Its id.")
    @SuppressWarnings("NullAway.Init")
    private String campaign;

    @Override
    public Integer call() throws IOException {
        if (withoutTestCalls != (why != null)) {
            throw new WrongSettingException(
                    withoutTestCalls
                            ? "--without-test-calls needs --why: it stays in the audit"
                            : "--why is for --without-test-calls only");
        }
        var id = HqMain.id("CAMPAIGN", campaign, CampaignId::new);
        var rehearsal = new Rehearsal(here.source(), Clock.systemUTC(), CommandGroup.who(), _ -> {});
        var outcome = why == null
                ? rehearsal.release(id, Optional.empty())
                : HqMain.id("--why", why, words -> rehearsal.release(id, Optional.of(words)));
        System.out.println(
                switch (outcome) {
                    case Outcome.Released(var now) ->
                        "Campaign " + id + " calls voters from now on (version " + now.version() + ")";
                    case Outcome.AlreadyReleased(var now) ->
                        "Campaign " + id + " was released before (version " + now.version() + ")";
                    case Outcome.TooFewCalls(var answered) ->
                        throw new WrongSettingException(
                                "campaign " + id + " stays in rehearsal: " + answered + " of "
                                        + Rehearsal.TEST_CALLS
                                        + " test calls were answered. Add staff with: hustings hq staff add, and call them from a station");
                    case Outcome.NoCampaign _ ->
                        throw new WrongSettingException("CAMPAIGN is \"" + id
                                + "\", which does not exist; create it with: hustings hq campaign");
                });
        return 0;
    }
}
