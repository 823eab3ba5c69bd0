package org.hustings.hq.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hustings.hq.people.Ground;
import org.hustings.hq.people.OptOutFile;
import org.hustings.protocol.ContactId;
import org.hustings.protocol.WrongSettingException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hq opt-out`: the numbers that are never called again.
@Command(
        name = "opt-out",
        description = "The numbers that are never called again, in no campaign of the account.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class OptOutCommand extends CommandGroup {

    /// Whose numbers: one, or all of a person.
    static final class Whose {
        @ArgGroup(multiplicity = "1")
        @SuppressWarnings("NullAway.Init")
        private NumberOrContact named;

        @Option(
                names = "--region",
                paramLabel = "CC",
                description = "Country of a number without a country code, such as GB.")
        private @Nullable String region;

        static final class NumberOrContact {
            @Parameters(paramLabel = "NUMBER", description = "The number, best with its country code.")
            private @Nullable String number;

            @Option(names = "--contact", paramLabel = "ID", description = "All numbers of this person.")
            private @Nullable String contact;
        }

        Set<String> keys(Here here) throws IOException {
            if (named.number != null) {
                return Set.of(here.number(named.number, region).keyHex());
            }
            var contact = HqMain.id("--contact", Objects.requireNonNull(named.contact), ContactId::new);
            var keys = here.optOuts().numbersOf(contact);
            if (keys.isEmpty()) {
                throw new WrongSettingException("--contact is \"" + contact + "\", of whom no number is known");
            }
            return keys;
        }
    }

    @Command(
            name = "add",
            description =
                    "Adds a number, or all numbers of a person. Stations that hold them drop them within seconds.",
            mixinStandardHelpOptions = true)
    int add(
            @Mixin Here here,
            @Mixin Whose whose,
            @Option(
                            names = "--source",
                            paramLabel = "NAME",
                            defaultValue = "operator",
                            description = "Where the word came from, such as letters or crm:civi (default: operator).")
                    String source,
            @Option(names = "--why", paramLabel = "TEXT", description = "For the audit; no name, no number.") @Nullable
                    String why)
            throws IOException {
        var added = here.optOuts().add(whose.keys(here), ground(source, why));
        System.out.println(added.isNew() + " numbers are opted out that were not on the word of " + source + "; "
                + added.revoked().size() + " leases are taken back");
        return 0;
    }

    @Command(
            name = "check",
            description = "Says whether a number is opted out, and why.",
            mixinStandardHelpOptions = true)
    int check(@Mixin Here here, @Mixin Whose whose) throws IOException {
        var standing = here.optOuts().standing(whose.keys(here));
        System.out.println(standing.isEmpty() ? "Not opted out" : "Opted out");
        standing.forEach(one -> System.out.println("  " + one.at() + " " + one.source()
                + one.who().map(who -> " by " + who).orElse("")
                + one.reason().map(why -> ": " + why).orElse("")));
        return 0;
    }

    @Command(
            name = "remove",
            description =
                    "Takes out an entry that was made by mistake: that of one source. The audit keeps who and why.",
            mixinStandardHelpOptions = true)
    int remove(
            @Mixin Here here,
            @Mixin Whose whose,
            @Option(
                            names = "--source",
                            required = true,
                            paramLabel = "NAME",
                            description = "Of the entry, as check tells it.")
                    String source,
            @Option(names = "--why", required = true, paramLabel = "TEXT", description = "No name, no number.")
                    String why)
            throws IOException {
        var keys = whose.keys(here);
        var optOuts = here.optOuts();
        var removed = HqMain.id("--why", why, words -> optOuts.remove(keys, source, who(), words));
        System.out.println(removed.numbers() + " numbers taken out of the word of " + source);
        removed.left().forEach(one -> System.out.println("Still opted out by " + one.source() + " since " + one.at()));
        return 0;
    }

    @Command(
            name = "import",
            description = "Reads a file of numbers: CSV with a column \"phone\", or one number a line. "
                    + "What was read stands, even if the rest cannot be; reading a file again changes nothing.",
            mixinStandardHelpOptions = true)
    int read(
            @Mixin Here here,
            @Option(
                            names = "--source",
                            required = true,
                            paramLabel = "NAME",
                            description = "Where the file came from, such as letters or crm:civi.")
                    String source,
            @Option(names = "--why", paramLabel = "TEXT", description = "For the audit.") @Nullable String why,
            @Option(names = "--region", paramLabel = "CC", description = "Country of numbers without a country code.")
                    @Nullable
                    String region,
            @Option(names = "--rejects", paramLabel = "FILE", description = "Rows that are no number are listed there.")
                    @Nullable
                    Path rejects,
            @Parameters(paramLabel = "FILE.csv", description = "The numbers.") Path file)
            throws IOException {
        var rejected = rejects != null
                ? rejects
                : file.resolveSibling(Objects.requireNonNull(file.getFileName()) + ".rejects.csv");
        if (Files.exists(rejected) && Files.exists(file) && Files.isSameFile(rejected, file)) {
            throw new WrongSettingException("--rejects is " + rejected + ", the file itself; name another file");
        }
        var result = new OptOutFile(here.optOuts(), here.numbers(region))
                .read(file, rejected, ground(source, why), numbers -> System.err.println(numbers + " numbers entered"));
        System.out.printf(
                "%,d rows read: %,d numbers new, %,d rows rejected; %,d leases are taken back%n",
                result.rows().read(), result.isNew(), result.rows().rejected(), result.revoked());
        result.rows()
                .first()
                .forEach(row -> System.out.println("  line " + row.line() + ", " + row.column() + ": " + row.reason()));
        if (result.rows().rejected() > 0) {
            System.out.println("Every row without a number is listed in " + rejected);
        }
        return 0;
    }

    private static Ground.Named ground(String source, @Nullable String why) {
        return HqMain.id("--source", source, name -> new Ground.Named(name, who(), Optional.ofNullable(why)));
    }
}
