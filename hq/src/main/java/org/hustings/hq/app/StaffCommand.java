package org.hustings.hq.app;

import java.io.IOException;
import org.hustings.protocol.WrongSettingException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hq staff`: on whom campaigns are rehearsed.
@Command(
        name = "staff",
        description = "The numbers on which a campaign is rehearsed before its release.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class StaffCommand extends CommandGroup {

    @Command(
            name = "add",
            description = "Adds a number of somebody of the phone bank, to all campaigns in rehearsal and to come.",
            mixinStandardHelpOptions = true)
    int add(
            @Mixin Here here,
            @Option(names = "--name", required = true, paramLabel = "NAME", description = "As the station shows it.")
                    String name,
            @Option(names = "--region", paramLabel = "CC", description = "Country of a number without a country code.")
                    @Nullable
                    String region,
            @Parameters(paramLabel = "NUMBER", description = "The number.") String number)
            throws IOException {
        var known = here.number(number, region);
        var staff = here.staff();
        var refused = HqMain.id("--name", name, label -> staff.add(known, label, who()));
        refused.forEach(reason -> System.out.println("Not called: " + reason));
        System.out.println("Staff: " + staff.all().size() + " numbers");
        return 0;
    }

    @Command(name = "remove", description = "Takes a number out.", mixinStandardHelpOptions = true)
    int remove(
            @Mixin Here here,
            @Option(names = "--region", paramLabel = "CC", description = "Country of a number without a country code.")
                    @Nullable
                    String region,
            @Parameters(paramLabel = "NUMBER", description = "The number.") String number)
            throws IOException {
        if (!here.staff().remove(here.number(number, region), who())) {
            throw new WrongSettingException("NUMBER is no staff number; hustings hq staff list tells them");
        }
        return 0;
    }

    @Command(name = "list", description = "Lists staff numbers.", mixinStandardHelpOptions = true)
    int list(@Mixin Here here) throws IOException {
        here.staff()
                .all()
                .forEach(one -> System.out.println(
                        one.phone() + "  " + one.name() + "  (" + one.who() + ", " + one.at() + ")"));
        return 0;
    }
}
