package org.hustings.hq.app;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.hustings.hq.rulebook.RuleBook;
import org.hustings.hq.rulebook.ShippedRules;
import org.hustings.hq.rules.Jurisdiction;
import org.hustings.hq.rules.Rule;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.WrongSettingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hq rules`: the rules of calling, as data.
@Command(
        name = "rules",
        description = "The rules of calling: who may be called when and how, with the source of each rule.",
        mixinStandardHelpOptions = true,
        subcommands = {
            RulesCommand.ListAll.class,
            RulesCommand.Show.class,
            RulesCommand.Check.class,
            RulesCommand.Put.class
        },
        synopsisSubcommandLabel = "COMMAND")
final class RulesCommand implements Callable<Integer> {

    /// More is no rule file.
    private static final long FILE_BYTES_MAX = 1 << 20;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls call().
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "Missing command: one of "
                        + String.join(", ", spec.subcommands().keySet()));
    }

    private static RuleBook book(Path data) throws IOException {
        return new RuleBook(new Database(RunningHq.database(data)), Clock.systemUTC());
    }

    private static Map<String, String> read(List<Path> files) throws IOException {
        var texts = new TreeMap<String, String>();
        for (var file : files) {
            try {
                if (Files.size(file) > FILE_BYTES_MAX) {
                    throw new WrongSettingException(file + " has more than " + FILE_BYTES_MAX + " bytes");
                }
                var name = Objects.requireNonNull(file.getFileName()).toString();
                if (texts.put(name, Files.readString(file)) != null) {
                    throw new WrongSettingException("two files are named " + name + "; files are known by their names");
                }
            } catch (NoSuchFileException missing) {
                throw new WrongSettingException("there is no file " + file);
            } catch (MalformedInputException binary) {
                throw new WrongSettingException(file + " is not text in UTF-8");
            }
        }
        return texts;
    }

    private static String places(Rule rule) {
        return rule.where().isEmpty()
                ? "house"
                : String.join(
                        " ",
                        rule.where().stream().map(Jurisdiction::code).sorted().toList());
    }

    @Command(
            name = "list",
            description = "Lists the rules in force, and all versions there were.",
            mixinStandardHelpOptions = true)
    static final class ListAll implements Callable<Integer> {
        @Option(names = "--data", required = true, paramLabel = "DIR", description = "Headquarters' data directory.")
        @SuppressWarnings("NullAway.Init")
        private Path data;

        @Override
        public Integer call() throws IOException {
            var book = book(data);
            for (var rule : book.current().set().rules()) {
                System.out.printf(
                        "%-24s %-18s %-8s %s  [%s]%n",
                        rule.id(), rule.standing().word(), rule.applies(), rule.title(), places(rule));
            }
            for (var entry : book.versions()) {
                System.out.println("Version " + entry.version() + " of " + entry.at() + " by " + entry.who());
            }
            return 0;
        }
    }

    @Command(name = "show", description = "Shows a rule file as it is in force.", mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {
        @Option(names = "--data", required = true, paramLabel = "DIR", description = "Headquarters' data directory.")
        @SuppressWarnings("NullAway.Init")
        private Path data;

        @Parameters(index = "0", paramLabel = "FILE", description = "Its name, such as fr.toml.")
        @SuppressWarnings("NullAway.Init")
        private String file;

        @Override
        public Integer call() throws IOException {
            var files = book(data).current().files();
            var text = files.get(file);
            if (text == null) {
                throw new WrongSettingException(
                        "FILE is \"" + file + "\" but there are " + String.join(", ", new TreeMap<>(files).keySet()));
            }
            System.out.print(text);
            return 0;
        }
    }

    @Command(name = "check", description = "Reads rule files and changes nothing.", mixinStandardHelpOptions = true)
    static final class Check implements Callable<Integer> {
        @Parameters(arity = "1..*", paramLabel = "FILE", description = "Rule files (TOML).")
        @SuppressWarnings("NullAway.Init")
        private List<Path> files;

        @Override
        public Integer call() throws IOException {
            var rules = RuleBook.check(read(files)).rules();
            System.out.println("Good: " + rules.size() + " rules");
            return 0;
        }
    }

    @Command(
            name = "put",
            description = "Puts rule files in force, in place of those of the same names. One error refuses them all.",
            mixinStandardHelpOptions = true)
    static final class Put implements Callable<Integer> {
        @Option(names = "--data", required = true, paramLabel = "DIR", description = "Headquarters' data directory.")
        @SuppressWarnings("NullAway.Init")
        private Path data;

        @Option(names = "--shipped", description = "The files that came with this release.")
        private boolean shipped;

        @Parameters(arity = "0..*", paramLabel = "FILE", description = "Rule files (TOML).")
        private List<Path> files = List.of();

        @Override
        public Integer call() throws IOException {
            if (shipped == !files.isEmpty()) {
                throw new WrongSettingException("name either rule files or --shipped");
            }
            var edition = book(data).put(shipped ? ShippedRules.files() : read(files), CommandGroup.who());
            System.out.println("Rule set " + edition.version() + " of " + edition.at() + " is in force: "
                    + edition.set().rules().size() + " rules");
            return 0;
        }
    }
}
