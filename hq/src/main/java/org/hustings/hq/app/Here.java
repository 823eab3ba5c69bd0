package org.hustings.hq.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.hustings.hq.lists.AccountKey;
import org.hustings.hq.lists.Lists;
import org.hustings.hq.lists.NumberKeys;
import org.hustings.hq.lists.NumberKeys.Found;
import org.hustings.hq.people.OptOuts;
import org.hustings.hq.people.Persons;
import org.hustings.hq.people.Staff;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.WrongSettingException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The headquarters a command is about, and who asks. Leases that a command takes back are told to their stations by
/// the headquarters that runs, which looks for them.
final class Here {

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Headquarters' data directory.")
    @SuppressWarnings("NullAway.Init") // picocli refuses to start without it.
    private Path data;

    /// Throws an [IOException] when headquarters does not run.
    DataSource source() throws IOException {
        return RunningHq.database(data);
    }

    Database database() throws IOException {
        return new Database(source());
    }

    OptOuts optOuts() throws IOException {
        return new OptOuts(database(), Clock.systemUTC(), _ -> {});
    }

    Persons persons() throws IOException {
        return new Persons(database(), Clock.systemUTC(), _ -> {});
    }

    Staff staff() throws IOException {
        var source = source();
        var lists = new Lists(source, AccountKey.in(data), Clock.systemUTC(), CommandGroup.who());
        return new Staff(new Database(source), lists, Clock.systemUTC(), _ -> {});
    }

    NumberKeys numbers(@Nullable String region) throws IOException {
        return new NumberKeys(AccountKey.in(data), Optional.ofNullable(region));
    }

    /// A number from the command line. Throws a [WrongSettingException] that does not quote it.
    Found.Known number(String text, @Nullable String region) throws IOException {
        return switch (numbers(region).of(text)) {
            case Found.Known known -> known;
            case Found.NoNumber(var reason) -> throw new WrongSettingException("NUMBER " + reason);
        };
    }
}
