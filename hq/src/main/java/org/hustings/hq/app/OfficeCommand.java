package org.hustings.hq.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hustings.hq.budget.Amount;
import org.hustings.hq.budget.Offices;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.StationId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hq office`: the offices of a campaign, and which stations stand in them.
@Command(
        name = "office",
        description = "The offices of a campaign: a tree whose root bears the campaign's id. What one spends counts "
                + "against all above it.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class OfficeCommand extends CommandGroup {

    @Command(name = "add", description = "Adds an office.", mixinStandardHelpOptions = true)
    int add(
            @Mixin Target target,
            @Option(names = "--name", required = true, paramLabel = "NAME", description = "As people call it.")
                    String name,
            @Option(names = "--parent", paramLabel = "OFFICE", description = "Above it; left out: the root.") @Nullable
                    String parent,
            @Parameters(paramLabel = "OFFICE", description = "Its id.") String office)
            throws IOException {
        var id = Target.office("OFFICE", office);
        var above = Optional.ofNullable(parent).map(one -> Target.office("--parent", one));
        target.offices().add(target.campaign(), id, name, above, who());
        System.out.println("Office " + id + " is in campaign " + target.campaign());
        return 0;
    }

    @Command(name = "list", description = "Lists offices and what they spend.", mixinStandardHelpOptions = true)
    int list(
            @Option(
                            names = "--data",
                            required = true,
                            paramLabel = "DIR",
                            description = "Headquarters' data directory.")
                    Path data,
            @Option(names = "--campaign", paramLabel = "ID", description = "Left out: every campaign.") @Nullable
                    String campaign)
            throws IOException {
        var only = Optional.ofNullable(campaign).map(one -> HqMain.id("--campaign", one, CampaignId::new));
        print(offices(data).all(only));
        return 0;
    }

    @Command(name = "show", description = "Shows one office and its stations.", mixinStandardHelpOptions = true)
    int show(@Mixin Target target, @Parameters(paramLabel = "OFFICE", description = "Its id.") String office)
            throws IOException {
        var id = Target.office("OFFICE", office);
        var offices = target.offices();
        print(List.of(offices.one(target.campaign(), id)));
        var stations = offices.stations(target.campaign(), id).stream()
                .map(StationId::value)
                .collect(Collectors.joining(", "));
        System.out.println("Stations: " + (stations.isEmpty() ? "none" : stations));
        return 0;
    }

    @Command(
            name = "assign-station",
            description = "Says in which office a station stands, in every campaign that has an office of that id. "
                    + "Leases it holds stay on the office they were granted to.",
            mixinStandardHelpOptions = true)
    int assignStation(
            @Option(
                            names = "--data",
                            required = true,
                            paramLabel = "DIR",
                            description = "Headquarters' data directory.")
                    Path data,
            @Parameters(index = "0", paramLabel = "STATION", description = "Its id.") String station,
            @Parameters(index = "1", paramLabel = "OFFICE", description = "Its id.") String office)
            throws IOException {
        var id = HqMain.id("STATION", station, StationId::new);
        offices(data).assign(id, Target.office("OFFICE", office), who());
        System.out.println("Station " + id + " stands in office " + office);
        return 0;
    }

    @Command(
            name = "transfer",
            description = "Moves what is neither spent nor held from one office's budget to another's.",
            mixinStandardHelpOptions = true)
    int transfer(
            @Mixin Target target,
            @Option(names = "--from", required = true, paramLabel = "OFFICE", description = "Who gives.") String from,
            @Option(names = "--to", required = true, paramLabel = "OFFICE", description = "Who gets.") String to,
            @Option(
                            names = "--amount",
                            required = true,
                            paramLabel = "AMOUNT",
                            description = "Such as \"500.00 EUR\" or \"1000 min\".")
                    String amount)
            throws IOException {
        var moved = HqMain.id("--amount", amount, Amount::parse);
        var giver = Target.office("--from", from);
        var taker = Target.office("--to", to);
        target.budgets().transfer(target.campaign(), giver, taker, moved, who());
        System.out.println(moved + " moved from " + giver + " to " + taker);
        return 0;
    }

    private static Offices offices(Path data) throws IOException {
        return new Offices(new Database(RunningHq.database(data)), Clock.systemUTC());
    }
}
