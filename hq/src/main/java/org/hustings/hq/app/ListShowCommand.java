package org.hustings.hq.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.hustings.hq.lists.ListFigures;
import org.hustings.protocol.CampaignId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `hq list show`: the lists of a campaign and how good they are.
@Command(
        name = "show",
        description = "The lists of a campaign: people, who may still be called, bad numbers, by source.",
        mixinStandardHelpOptions = true)
final class ListShowCommand implements Callable<Integer> {

    private static final int PERCENT = 100;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Headquarters' data directory.")
    @SuppressWarnings("NullAway.Init") // picocli refuses to start without it.
    private Path data;

    @Option(names = "--campaign", required = true, paramLabel = "ID", description = "Whose lists.")
    @SuppressWarnings("NullAway.Init")
    private String campaign;

    @Override
    public Integer call() throws IOException {
        var lists = ListFigures.of(RunningHq.database(data), HqMain.id("--campaign", campaign, CampaignId::new));
        System.out.printf(
                "%5s  %-30s %-20s %12s %12s %12s %10s %6s%n",
                "place", "list", "source", "people", "open", "called", "bad", "rate");
        for (var list : lists) {
            System.out.printf(
                    "%5d  %-30s %-20s %,12d %,12d %,12d %,10d %5.1f%%%s%n",
                    list.place(),
                    list.name(),
                    list.source(),
                    list.people(),
                    list.open(),
                    list.called(),
                    list.bad(),
                    list.badRate() * PERCENT,
                    list.enabled() ? "" : "  rests");
        }
        return 0;
    }
}
