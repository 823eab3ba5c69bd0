package org.hustings.hq.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hustings.hq.people.AuditTrail;
import org.hustings.hq.people.AuditTrail.Kind;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.WrongSettingException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `hq audit`: who changed what and when.
@Command(
        name = "audit",
        description = "Who changed what and when, oldest first; or with --dials what allowed each call.",
        mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli makes it.
    private Here here;

    @Option(names = "--since", paramLabel = "TIME", description = "A day such as 2027-04-10 (UTC), or a moment.")
    private @Nullable String since;

    @Option(names = "--campaign", paramLabel = "ID", description = "Only what is about this campaign.")
    private @Nullable String campaign;

    @Option(names = "--export", paramLabel = "FILE.csv", description = "Write CSV there instead of showing it.")
    private @Nullable Path file;

    @Option(
            names = "--dials",
            description = "Every call with its station, press, lease, campaign version, mode, and the version of the "
                    + "rules that allowed it.")
    private boolean dials;

    @Override
    public Integer call() throws IOException {
        var only = Optional.ofNullable(campaign).map(id -> HqMain.id("--campaign", id, CampaignId::new));
        var from = since == null ? Instant.EPOCH : moment(since);
        var kind = dials ? Kind.DIALS : Kind.CHANGES;
        var trail = new AuditTrail(here.database());
        if (file == null) {
            trail.read(kind, from, only, row -> System.out.println(String.join("  ", row)));
        } else {
            System.out.println(trail.export(kind, from, only, file) + " rows are in " + file);
        }
        return 0;
    }

    private static Instant moment(String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException unreadable) {
            throw new WrongSettingException("--since is \"" + text
                    + "\" but must be a day such as 2027-04-10 or a moment such as 2027-04-10T12:00:00Z");
        }
    }
}
