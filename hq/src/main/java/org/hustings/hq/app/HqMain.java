package org.hustings.hq.app;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.hustings.hq.campaigns.CampaignFileException;
import org.hustings.hq.lists.FilterException;
import org.hustings.hq.lists.ImportException;
import org.hustings.hq.rules.RuleFileException;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.WrongSettingException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The program `hustings hq`.
@Command(
        name = "hq",
        description = "Headquarters: keeps the list, hands it to the stations, receives what was said.",
        mixinStandardHelpOptions = true,
        subcommands = {
            RunCommand.class,
            ImportCommand.class,
            CampaignCommand.class,
            StateCommand.class,
            OfficeCommand.class,
            BudgetCommand.class,
            TariffCommand.class,
            StaffCommand.class,
            ReleaseCommand.class,
            OptOutCommand.class,
            PersonCommand.class,
            AuditCommand.class,
            RulesCommand.class,
            ExplainCommand.class,
            ListCommand.class,
            SegmentCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class HqMain extends CommandGroup {

    private static final List<String> LOUD_LIBRARIES =
            List.of("io.zonky", "org.flywaydb", "io.javalin", "org.eclipse.jetty");

    public static void main(String... args) {
        // Libraries tell of trouble only; a setting on the Java command line stands above ours.
        for (var library : LOUD_LIBRARIES) {
            quieten("org.slf4j.simpleLogger.log." + library, "warn");
        }
        // It warns of each connection that is lost, with its trace; headquarters says itself that the database is away.
        quieten("org.slf4j.simpleLogger.log.com.zaxxer", "error");
        quieten("org.slf4j.simpleLogger.showDateTime", "true");
        quieten("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        quieten("org.slf4j.simpleLogger.showThreadName", "false");
        System.exit(run(args));
    }

    private static void quieten(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }

    /// Runs one command to its end and returns its exit code: 0 good, 2 usage or configuration, 3 a peer is
    /// unreachable, 1
    /// a bug. `run` ends with SIGTERM, or when its thread is interrupted.
    public static int run(String... args) {
        return new CommandLine(new HqMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, _) -> explain(failure, command))
                .execute(args);
    }

    /// An id from the command line. Throws a [WrongSettingException] that names the option.
    static <T> T id(String option, String value, Function<String, T> type) {
        try {
            return type.apply(value);
        } catch (IllegalArgumentException refused) {
            throw new WrongSettingException(option + " is \"" + value + "\": " + refused.getMessage());
        }
    }

    private static int explain(Exception failure, CommandLine command) throws Exception {
        var code = switch (failure) {
            case WrongSettingException _,
                    CampaignFileException _,
                    ImportException _,
                    RuleFileException _,
                    FilterException _ -> CommandLine.ExitCode.USAGE;
            case IOException _ -> 3;
            case RuntimeException lost when Database.isAway(lost) -> 3;
            default -> throw failure;
        };
        var text = failure instanceof IOException || code == CommandLine.ExitCode.USAGE
                ? failure.getMessage()
                : awayText(failure);
        command.getErr().println("hq: " + text);
        return code;
    }

    /// The database's own words may quote a row.
    private static String awayText(Exception failure) {
        return Database.isFull(failure)
                ? "the disk of headquarters' database is full; nothing was changed, make room there and try again"
                : "headquarters' database went away or was busy (SQL state " + Database.sqlState(failure)
                        + "); nothing was changed, try again";
    }
}
