package org.hustings.station.app;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hustings.protocol.Campaign;
import org.hustings.protocol.Campaign.Choice;
import org.hustings.protocol.Campaign.Script;
import org.hustings.protocol.Campaign.Step;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.CampaignState;
import org.hustings.protocol.Contact;
import org.hustings.protocol.ContactId;
import org.hustings.protocol.Language;
import org.hustings.protocol.Lease;
import org.hustings.protocol.LeaseId;
import org.hustings.protocol.Mode;
import org.hustings.protocol.NumberType;
import org.hustings.protocol.PhoneNumber;
import org.hustings.protocol.ResultSet;
import org.hustings.protocol.Window;

/// People and a campaign for tests. Numbers are of the range reserved for fiction.
public final class Sample {

    public static final Instant NOW = Instant.parse("2026-11-03T17:00:00Z");

    public static final Campaign CAMPAIGN = campaign(1, CampaignState.RUNNING);

    private Sample() {}

    public static Campaign campaign(int version, CampaignState state) {
        return new Campaign(
                new CampaignId("ashford"),
                version,
                state,
                "Ashford",
                new Script(
                        1,
                        "Friends of Ashford",
                        "+441632960000",
                        Map.of(
                                new Language("en"),
                                List.of(
                                        new Step(
                                                "hello",
                                                "Hello {givenName}",
                                                "Hello",
                                                "",
                                                List.of(new Choice("Yes", "bye"), new Choice("No", "bye"))),
                                        new Step("bye", "Goodbye", "", "", List.of())))),
                ResultSet.OPINION,
                Mode.PRESS,
                4,
                20,
                1_800);
    }

    public static Lease lease(int number) {
        return lease(number, 1_800, new Window(NOW.minusSeconds(7_200), NOW.plusSeconds(7_200)));
    }

    public static Lease lease(int number, int ttlSeconds, Window window) {
        return new Lease(
                new LeaseId(new UUID(7, number)),
                number,
                ttlSeconds,
                new CampaignId("ashford"),
                1,
                Mode.PRESS,
                new Contact(
                        new ContactId("c-" + number),
                        "Margaret",
                        "Quillfeather" + number,
                        "Ashford",
                        Optional.of("1 Market Lane"),
                        new Language("en"),
                        phone(number),
                        NumberType.LANDLINE,
                        ZoneId.of("Europe/London"),
                        Optional.empty(),
                        Optional.of("voted last time"),
                        Map.of(),
                        List.of(),
                        List.of()),
                new PhoneNumber("+441632960999"),
                List.of(window),
                Optional.empty());
    }

    public static PhoneNumber phone(int number) {
        return new PhoneNumber("+441632960%03d".formatted(number));
    }
}
