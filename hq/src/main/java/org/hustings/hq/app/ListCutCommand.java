package org.hustings.hq.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.hustings.hq.lists.Segments;
import org.hustings.protocol.CampaignId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `hq list cut`: a list of its own for the people of a segment.
@Command(
        name = "cut",
        description = "Moves the people of a segment who may still be called into a list of their own.",
        mixinStandardHelpOptions = true)
final class ListCutCommand implements Callable<Integer> {

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Headquarters' data directory.")
    @SuppressWarnings("NullAway.Init") // picocli refuses to start without it.
    private Path data;

    @Option(names = "--campaign", required = true, paramLabel = "ID", description = "Whose people.")
    @SuppressWarnings("NullAway.Init")
    private String campaign;

    @Option(names = "--segment", required = true, paramLabel = "S", description = "Whom to move.")
    @SuppressWarnings("NullAway.Init")
    private String segment;

    @Option(names = "--name", required = true, paramLabel = "N", description = "What the new list is called.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Override
    public Integer call() throws IOException {
        var cut = new Segments(RunningHq.database(data), Clock.systemUTC())
                .cut(HqMain.id("--campaign", campaign, CampaignId::new), segment, name);
        System.out.printf(
                "List %s has %,d people now; it is called after the others (place %d)%n",
                cut.name(), cut.people(), cut.place());
        return 0;
    }
}
