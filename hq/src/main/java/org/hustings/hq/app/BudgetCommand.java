package org.hustings.hq.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hustings.hq.budget.Amount;
import org.hustings.hq.budget.LedgerExport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `hq budget`: what offices may spend, and where it went.
@Command(
        name = "budget",
        description = "What offices may spend, in money or minutes of talk, and where it went.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class BudgetCommand extends CommandGroup {

    @Command(
            name = "set",
            description = "Says what an office and all below it may spend in all, what is spent already included. "
                    + "50, 80 and 100 % of it are told anew.",
            mixinStandardHelpOptions = true)
    int set(
            @Mixin Target target,
            @Option(names = "--office", required = true, paramLabel = "OFFICE", description = "Its id.") String office,
            @Option(
                            names = "--amount",
                            required = true,
                            paramLabel = "AMOUNT",
                            description = "Such as \"500.00 EUR\" or \"1000 min\", or unlimited.")
                    String amount)
            throws IOException {
        var limit = amount.equals("unlimited")
                ? Optional.<Amount>empty()
                : Optional.of(HqMain.id("--amount", amount, Amount::parse));
        var id = Target.office("--office", office);
        target.budgets().set(target.campaign(), id, limit, who());
        print(List.of(target.offices().one(target.campaign(), id)));
        return 0;
    }

    @Command(name = "show", description = "Shows what is spent, held and left.", mixinStandardHelpOptions = true)
    int show(@Mixin Target target) throws IOException {
        print(target.offices().all(Optional.of(target.campaign())));
        return 0;
    }

    @Command(
            name = "ledger",
            description = "Writes every movement of a campaign's budgets as CSV; the sum of a column is what is left.",
            mixinStandardHelpOptions = true)
    int ledger(
            @Mixin Target target,
            @Option(names = "--office", paramLabel = "OFFICE", description = "Only this one, without those below it.")
                    @Nullable
                    String office,
            @Option(names = "--export", required = true, paramLabel = "FILE.csv", description = "Where to.") Path file)
            throws IOException {
        var only = Optional.ofNullable(office).map(one -> Target.office("--office", one));
        var count = new LedgerExport(target.database()).write(target.campaign(), only, file);
        System.out.println(count + " entries are in " + file);
        return 0;
    }
}
