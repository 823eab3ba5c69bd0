package org.hustings.hq.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.hustings.hq.lists.Segments;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.WrongSettingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hq segment`: saved filters on the people of a campaign.
@Command(
        name = "segment",
        description = "Saved filters on the people of a campaign.",
        mixinStandardHelpOptions = true,
        subcommands = {
            SegmentCommand.Save.class,
            SegmentCommand.Listing.class,
            SegmentCommand.Count.class,
            SegmentCommand.Delete.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "A filter is, for example:",
            "  town = \"Ashford\" and (called = no or result in (noAnswer, busy))",
            "  state = FL and type = mobile and not field \"Party\" = \"none\"",
            "It asks for: town, postcode, state, constituency, language, list, type, consent, tries, called, result,"
                    + " disposition, field \"NAME\"",
            "by: = != starts in (…), tries also by < and >; joined by and, or, not and parentheses."
        })
final class SegmentCommand extends CommandGroup {

    /// Where they are kept.
    static final class Kept {
        @Option(names = "--data", required = true, paramLabel = "DIR", description = "Headquarters' data directory.")
        @SuppressWarnings("NullAway.Init")
        private Path data;

        Segments segments() throws IOException {
            return new Segments(RunningHq.database(data), Clock.systemUTC());
        }
    }

    /// Which one is meant.
    static final class Named {
        @Option(names = "--campaign", required = true, paramLabel = "ID", description = "Whose people.")
        @SuppressWarnings("NullAway.Init")
        private String campaign;

        @Parameters(index = "0", paramLabel = "NAME", description = "The segment's name.")
        @SuppressWarnings("NullAway.Init")
        private String name;

        CampaignId id() {
            return HqMain.id("--campaign", campaign, CampaignId::new);
        }

        String name() {
            return name;
        }

        WrongSettingException missing() {
            return new WrongSettingException("NAME is \"" + name + "\", but campaign " + campaign
                    + " has no such segment; hustings hq segment list names them");
        }
    }

    @Command(
            name = "save",
            description = "Saves a filter, or changes the one of that name.",
            mixinStandardHelpOptions = true)
    static final class Save implements Callable<Integer> {
        @Mixin
        private final Kept kept = new Kept();

        @Mixin
        private final Named named = new Named();

        @Parameters(index = "1", paramLabel = "FILTER", description = "Whom it holds; see hustings hq segment --help.")
        @SuppressWarnings("NullAway.Init")
        private String filter;

        @Override
        public Integer call() throws IOException {
            var segments = kept.segments();
            segments.save(named.id(), named.name(), filter);
            System.out.println("Segment " + named.name() + " is saved");
            return 0;
        }
    }

    @Command(name = "list", description = "Names all segments with their filters.", mixinStandardHelpOptions = true)
    static final class Listing implements Callable<Integer> {
        @Mixin
        private final Kept kept = new Kept();

        @Override
        public Integer call() throws IOException {
            kept.segments()
                    .all()
                    .forEach(one -> System.out.println(one.campaign() + "  " + one.name() + "  " + one.filter()));
            return 0;
        }
    }

    @Command(name = "count", description = "Counts the people of a segment now.", mixinStandardHelpOptions = true)
    static final class Count implements Callable<Integer> {
        @Mixin
        private final Kept kept = new Kept();

        @Mixin
        private final Named named = new Named();

        @Override
        public Integer call() throws IOException {
            var segments = kept.segments();
            var saved = segments.find(named.id(), named.name()).orElseThrow(named::missing);
            var count = segments.count(named.id(), saved.filter());
            System.out.printf("%,d people, %,d of them may still be called%n", count.people(), count.open());
            return 0;
        }
    }

    @Command(
            name = "delete",
            description = "Deletes a segment; nobody is deleted with it.",
            mixinStandardHelpOptions = true)
    static final class Delete implements Callable<Integer> {
        @Mixin
        private final Kept kept = new Kept();

        @Mixin
        private final Named named = new Named();

        @Override
        public Integer call() throws IOException {
            if (!kept.segments().delete(named.id(), named.name())) {
                throw named.missing();
            }
            System.out.println("Segment " + named.name() + " is deleted");
            return 0;
        }
    }
}
