package org.hustings.hq.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hustings.hq.rulebook.Explainer;
import org.hustings.hq.rulebook.RuleBook;
import org.hustings.hq.rules.CallMode;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.ContactId;
import org.hustings.protocol.WrongSettingException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `hq explain`: which rules allow, limit or refuse a call.
@Command(
        name = "explain",
        description = "Says which rules allow, limit or refuse a call to a contact, now or at any moment. "
                + "Past moments are judged by the rules and the campaign of their day.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Headquarters' data directory.")
    @SuppressWarnings("NullAway.Init") // picocli refuses to start without it.
    private Path data;

    @Option(names = "--contact", required = true, paramLabel = "ID", description = "Such as c-17.")
    @SuppressWarnings("NullAway.Init")
    private String contact;

    @Option(names = "--at", paramLabel = "TIME", description = "Such as 2027-04-10T12:00:00Z (default: now).")
    private @Nullable String at;

    @Option(names = "--mode", paramLabel = "MODE", description = "${COMPLETION-CANDIDATES} (default: the campaign's).")
    private @Nullable CallMode mode;

    @Override
    public Integer call() throws IOException {
        var database = new Database(RunningHq.database(data));
        var clock = Clock.systemUTC();
        var id = HqMain.id("--contact", contact, ContactId::new);
        new Explainer(database, new RuleBook(database, clock), clock)
                .explain(id, Optional.ofNullable(at).map(ExplainCommand::moment), Optional.ofNullable(mode))
                .orElseThrow(() -> new WrongSettingException("--contact is \"" + id + "\", whom nobody imported"))
                .lines()
                .forEach(System.out::println);
        return 0;
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw new WrongSettingException(
                    "--at is \"" + text + "\" but must be a moment such as 2027-04-10T12:00:00Z");
        }
    }
}
