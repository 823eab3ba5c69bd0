package org.hustings.hq.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import org.hustings.hq.budget.Amount;
import org.hustings.hq.budget.Tariffs;
import org.hustings.hq.tables.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hq tariff`: what calls cost.
@Command(
        name = "tariff",
        description = "What calls cost, by the prefix of the number; the longest one wins.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class TariffCommand extends CommandGroup {

    @Command(
            name = "put",
            description = "Puts a tariff in force in place of the one before, for every person handed out from now on.",
            footer = {
                "",
                "FILE.toml has currency = \"EUR\" and, for each prefix, a [[rates]] with prefix = \"+44\",",
                "perMinute = \"0.012\" and perhaps connectionFee = \"0.05\", increments = \"60/60\" (seconds: the",
                "first, each further one) and direction = \"outgoing\". FILE.csv has columns of these names."
            },
            mixinStandardHelpOptions = true)
    int put(
            @Option(
                            names = "--data",
                            required = true,
                            paramLabel = "DIR",
                            description = "Headquarters' data directory.")
                    Path data,
            @Parameters(paramLabel = "FILE", description = "TOML, or CSV if it is named .csv.") Path file)
            throws IOException {
        var tariff = tariffs(data).put(file, who());
        System.out.println(tariff.rates().size() + " rates in " + tariff.currency() + " are in force");
        return 0;
    }

    @Command(name = "list", description = "Lists the tariff in force.", mixinStandardHelpOptions = true)
    int list(
            @Option(
                            names = "--data",
                            required = true,
                            paramLabel = "DIR",
                            description = "Headquarters' data directory.")
                    Path data)
            throws IOException {
        var found = tariffs(data).current();
        if (found.isEmpty()) {
            System.out.println("There is no tariff; put one in force with: hustings hq tariff put");
            return 0;
        }
        var tariff = found.get();
        System.out.printf("%-16s %-10s %16s %16s %s%n", "PREFIX", "DIRECTION", "CONNECTION", "MINUTE", "INCREMENTS");
        for (var rate : tariff.rates()) {
            System.out.printf(
                    "%-16s %-10s %16s %16s %d/%d%n",
                    rate.prefix(),
                    rate.direction().name().toLowerCase(Locale.ROOT),
                    new Amount.Money(tariff.currency(), rate.feeMicros()),
                    new Amount.Money(tariff.currency(), rate.minuteMicros()),
                    rate.firstSeconds(),
                    rate.nextSeconds());
        }
        return 0;
    }

    private static Tariffs tariffs(Path data) throws IOException {
        return new Tariffs(new Database(RunningHq.database(data)), Clock.systemUTC());
    }
}
