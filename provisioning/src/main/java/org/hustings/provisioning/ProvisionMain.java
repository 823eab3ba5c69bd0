package org.hustings.provisioning;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.hustings.protocol.WrongSettingException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The program `hustings provision`: makes the files of a station.
@Command(
        name = "provision",
        description = "Makes what a station needs to speak with headquarters.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class ProvisionMain implements Callable<Integer> {

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls call().
    private CommandLine.Model.CommandSpec spec;

    public static void main(String... args) {
        System.exit(run(args));
    }

    /// Runs one command and returns its exit code: 0 good, 2 usage or configuration, 3 headquarters cannot be reached,
    /// 1 a
    /// bug.
    public static int run(String... args) {
        return run(Clock.systemUTC(), args);
    }

    static int run(Clock clock, String... args) {
        return new CommandLine(new ProvisionMain())
                .addSubcommand(new StationCommand(clock))
                .setExecutionExceptionHandler((failure, command, _) -> explain(failure, command))
                .execute(args);
    }

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command: station");
    }

    private static int explain(Exception failure, CommandLine command) throws Exception {
        var code = switch (failure) {
            case WrongSettingException _ -> CommandLine.ExitCode.USAGE;
            case IOException _, SQLException _ -> 3;
            default -> throw failure;
        };
        command.getErr().println("provision: " + failure.getMessage());
        return code;
    }
}
