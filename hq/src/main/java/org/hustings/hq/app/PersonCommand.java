package org.hustings.hq.app;

import java.io.IOException;
import org.hustings.protocol.ContactId;
import org.hustings.protocol.WrongSettingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `hq person`: what a person may ask of us.
@Command(
        name = "person",
        description = "What a person may ask of headquarters.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class PersonCommand extends CommandGroup {

    @Command(
            name = "delete",
            description = "Forgets a person: name, numbers, address, fields, notes and free answers. Calls keep "
                    + "counting under an id that leads to nobody; opt-outs stay. It cannot be undone.",
            mixinStandardHelpOptions = true)
    int delete(
            @Mixin Here here,
            @Option(names = "--contact", required = true, paramLabel = "ID", description = "Such as c-17.")
                    String contact,
            @Option(names = "--why", required = true, paramLabel = "TEXT", description = "For the audit; no name.")
                    String why,
            @Option(names = "--opt-out", description = "And never call any of their numbers again.") boolean optOut)
            throws IOException {
        var id = HqMain.id("--contact", contact, ContactId::new);
        var persons = here.persons();
        var erased = HqMain.id("--why", why, words -> persons.erase(id, optOut, who(), words))
                .orElseThrow(() -> new WrongSettingException("--contact is \"" + id + "\", whom nobody knows"));
        System.out.println("Person " + id + " is forgotten: " + erased.reports() + " reports have no words any more, "
                + erased.leasesRevoked() + " leases are taken back");
        return 0;
    }
}
