package org.hustings.station.screen;

import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hustings.hardware.Panel.Button;
import org.hustings.hardware.Panel.Light;
import org.hustings.protocol.CallId;
import org.hustings.protocol.CallReport;
import org.hustings.protocol.Campaign;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.CampaignState;
import org.hustings.protocol.Contact;
import org.hustings.protocol.ContactId;
import org.hustings.protocol.Disposition;
import org.hustings.protocol.Language;
import org.hustings.protocol.Lease;
import org.hustings.protocol.LeaseAnswer;
import org.hustings.protocol.LeaseId;
import org.hustings.protocol.Mode;
import org.hustings.protocol.NumberType;
import org.hustings.protocol.PhoneNumber;
import org.hustings.protocol.Refusal;
import org.hustings.protocol.Result;
import org.hustings.protocol.ResultSet;
import org.hustings.protocol.VolunteerId;
import org.hustings.protocol.Window;
import org.hustings.station.call.Attempt;
import org.hustings.station.call.Desk;
import org.hustings.station.call.DeskFacts;
import org.hustings.station.call.DeskState;
import org.hustings.station.call.DeskState.Dialing.Line;
import org.hustings.station.call.DeskState.Offered.Look;
import org.hustings.station.call.DeskState.Page;
import org.hustings.station.call.DeskState.Part;
import org.hustings.station.call.Key;
import org.hustings.station.call.Keys;
import org.hustings.station.call.Surroundings;

/// The people, scripts and desks of the pictures and tests of this package. All of them are invented; the numbers are
/// the ones kept free for plays and films.
final class Examples {

    static final Instant NOW = Instant.parse("2026-05-21T17:42:00Z");
    static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    static final List<String> LANGUAGES = List.of("en", "fr", "de");
    static final String NUMBER = "+441632960042";

    /// A desk as it may stand, with all that is drawn around it.
    record Scene(Desk desk, DeskFacts facts, Surroundings around) {
        ScreenModel model(String language) {
            return ScreenModel.of(desk, facts, around, sight(language));
        }

        /// What the panel beside it is told.
        Map<Button, Light> lights() {
            var lights = new EnumMap<Button, Light>(Button.class);
            Keys.lamps(desk, facts).forEach((key, lamp) -> lights.put(button(key), Light.valueOf(lamp.name())));
            return lights;
        }

        private static Button button(Key key) {
            var row = Keys.NUMBERED.indexOf(key);
            return row >= 0 ? RowNode.BUTTONS.get(row) : Button.valueOf(key.name());
        }
    }

    private final Language language;
    private final Contact contact;
    private final Contact before;

    Examples(String language, Contact contact) {
        this.language = new Language(language);
        this.contact = contact;
        this.before = contact;
    }

    Examples(String language) {
        this.language = new Language(language);
        this.contact = next(language);
        this.before = margaret(language);
    }

    static Sight sight(String language) {
        return new Sight(Words.in(new Language(language)), ZONE, Optional.of("Sam"));
    }

    static Contact margaret(String language) {
        return switch (language) {
            case "fr" ->
                contact("Marguerite", "Lavigne", "Limoges", "fr", "souhaite connaître notre projet pour la ligne 4.");
            case "de" ->
                contact("Margarete", "Holländer", "Freiburg", "de", "möchte unseren Plan für die Buslinie 4 hören.");
            default -> contact("Margaret", "Hollis", "Ashford", "en", "asked to hear our plan for bus line 4.");
        };
    }

    private static Contact next(String language) {
        return switch (language) {
            case "fr" -> contact("Daniel", "Okafor", "Limoges", "fr", "a signé pour des passages plus sûrs.");
            case "de" -> contact("Daniel", "Okafor", "Freiburg", "de", "hat für sichere Übergänge unterschrieben.");
            default -> contact("Daniel", "Okafor", "Ashford", "en", "signed for safer crossings.");
        };
    }

    static Contact contact(String given, String family, String town, String language, String why) {
        return new Contact(
                new ContactId("c-1"),
                given,
                family,
                town,
                Optional.of("12 Mill Street"),
                new Language(language),
                new PhoneNumber(NUMBER),
                NumberType.MOBILE,
                ZONE,
                Optional.empty(),
                Optional.of(why),
                Map.of(
                        "topic",
                        switch (language) {
                            case "fr" -> "la ligne de bus 4";
                            case "de" -> "die Buslinie 4";
                            default -> "bus line 4";
                        }),
                List.of(
                        new Contact.Member(new ContactId("c-2"), "Tom"),
                        new Contact.Member(new ContactId("c-3"), "Ruth")),
                List.of(new Contact.Attempt(
                        Instant.parse("2026-05-12T17:00:00Z"),
                        Optional.of(Result.ANSWERED),
                        Optional.of(Disposition.UNDECIDED),
                        Optional.of("ask about buses"),
                        "v-1")));
    }

    static Lease lease(Contact contact) {
        return new Lease(
                new LeaseId(new UUID(1, 1)),
                1,
                600,
                new CampaignId("k-1"),
                1,
                Mode.PRESS,
                contact,
                new PhoneNumber("+441632960001"),
                List.of(new Window(NOW.minusSeconds(36_000), NOW.minusSeconds(2_520))),
                Optional.empty());
    }

    static Attempt attempt(Contact contact) {
        return new Attempt(
                lease(contact),
                new CallId(new UUID(2, 2)),
                new VolunteerId("v-1"),
                1,
                1,
                NOW.minusSeconds(12),
                Optional.empty(),
                Optional.of(NOW.minusSeconds(11)),
                Optional.of(NOW.minusSeconds(9)),
                List.of(new CallReport.Answer("good-moment", Optional.of("Yes"), Optional.empty())),
                Optional.empty());
    }

    static Campaign campaign(ResultSet results) {
        return new Campaign(
                new CampaignId("k-1"),
                1,
                CampaignState.RUNNING,
                "Buses for Ashford",
                new Campaign.Script(
                        1,
                        "Anna Calder",
                        "+441632960000",
                        Map.of(
                                new Language("en"), ExampleScripts.ENGLISH,
                                new Language("fr"), ExampleScripts.FRENCH,
                                new Language("de"), ExampleScripts.GERMAN)),
                results,
                Mode.PRESS,
                12,
                25,
                60);
    }

    DeskFacts facts() {
        return new DeskFacts(Optional.of(campaign(ResultSet.OPINION)), language, Optional.empty());
    }

    DeskFacts rehearsal() {
        return new DeskFacts(Optional.of(campaign(ResultSet.OPINION).rehearsing()), language, Optional.empty());
    }

    DeskFacts cannotDial(Refusal why) {
        return new DeskFacts(Optional.of(campaign(ResultSet.OPINION)), language, Optional.of(why));
    }

    static Surroundings around(Surroundings.LinkNotice link, int kept, int ready) {
        return new Surroundings("Ashford 4", link, kept, ready, true, true, 5, Optional.empty(), Optional.of(NOW));
    }

    static Surroundings well() {
        return around(Surroundings.LinkNotice.UP, 0, 9);
    }

    Scene scene(DeskState state) {
        return new Scene(desk(state), facts(), well());
    }

    static Desk desk(DeskState state) {
        return new Desk(state, Optional.empty(), Desk.Help.NOT_ASKED);
    }

    DeskState offered(Look look) {
        return new DeskState.Offered(lease(contact), look);
    }

    DeskState dialing(Line line) {
        return new DeskState.Dialing(attempt(contact), line);
    }

    DeskState talking(Part part, boolean muted) {
        return new DeskState.Talking(attempt(contact), NOW.minusSeconds(84), "", muted, part);
    }

    DeskState wrappingUp(Page page, DeskState.Call.Ending ending) {
        return new DeskState.WrappingUp(
                attempt(contact),
                new DeskState.Call(NOW.minusSeconds(200), NOW.minusSeconds(8), ending, Optional.empty()),
                page);
    }

    /// Every state a desk can be in, and what can lie over it, by the name of its picture.
    Map<String, Scene> all() {
        var all = new LinkedHashMap<String, Scene>();
        all.put("20-waiting", scene(new DeskState.Waiting(Optional.empty())));
        for (var reason : LeaseAnswer.Reason.values()) {
            all.put("20-nobody-" + reason, scene(new DeskState.Waiting(Optional.of(new LeaseAnswer.None(reason, 60)))));
        }
        all.put(
                "12-offline-empty",
                new Scene(
                        desk(new DeskState.Waiting(Optional.empty())),
                        facts(),
                        around(Surroundings.LinkNotice.AWAY, 3, 0)));
        for (var why : DeskState.Halted.Halt.values()) {
            all.put("26-halted-" + why, scene(new DeskState.Halted(why)));
        }
        all.put("15-break", scene(new DeskState.Paused()));
        all.put("05-offered", scene(offered(Look.CARD)));
        all.put("05-script", scene(offered(Look.SCRIPT)));
        for (var why : Refusal.values()) {
            all.put("05-cannot-" + why, new Scene(desk(offered(Look.CARD)), cannotDial(why), well()));
            all.put("16-refused-" + why, scene(new DeskState.Refused(lease(contact), why)));
        }
        for (var line : Line.values()) {
            all.put("06-" + line, scene(dialing(line)));
        }
        all.put("07-who", scene(talking(new Part.Asking(), false)));
        all.put("07-who-muted", scene(talking(new Part.Asking(), true)));
        all.put("07-somebody-else", scene(talking(new Part.SomebodyElse(), false)));
        for (var step : ExampleScripts.ENGLISH) {
            all.put("07a-" + step.id(), scene(talking(new Part.Reading(step.id()), false)));
        }
        all.put("07a-gone", scene(talking(new Part.Reading("gone"), false)));
        all.put("07d-muted", scene(talking(new Part.Reading("opening"), true)));
        for (var page : Page.values()) {
            all.put("08-choosing-" + page, scene(talking(new Part.Choosing(page, "opening"), false)));
            all.put("08-wrap-up-" + page, scene(wrappingUp(page, DeskState.Call.Ending.CLOSED)));
        }
        all.put(
                "08-closing",
                scene(new DeskState.Closing(attempt(contact), NOW.minusSeconds(60), Disposition.SUPPORTS, "", NOW)));
        all.put(
                "17-restart",
                over(
                        wrappingUp(Page.FIRST, DeskState.Call.Ending.INTERRUPTED),
                        new Desk.Restarted(NOW.plusSeconds(5))));
        for (var disposition : Disposition.values()) {
            all.put("09-undo-" + disposition, over(offered(Look.CARD), undoable(disposition)));
        }
        for (var result : Result.values()) {
            all.put("08-noted-" + result, over(offered(Look.CARD), new Desk.Noted(result, NOW.plusSeconds(5))));
        }
        all.put(
                "05-rehearsal",
                new Scene(desk(offered(Look.CARD)), rehearsal(), around(Surroundings.LinkNotice.UP, 0, 2)));
        all.put("12-offline", new Scene(desk(offered(Look.CARD)), facts(), around(Surroundings.LinkNotice.AWAY, 3, 9)));
        all.put(
                "12-offline-one",
                new Scene(desk(offered(Look.CARD)), facts(), around(Surroundings.LinkNotice.AWAY, 1, 1)));
        all.put(
                "12-offline-none",
                new Scene(desk(offered(Look.CARD)), facts(), around(Surroundings.LinkNotice.AWAY, 0, 0)));
        all.put(
                "12-syncing",
                new Scene(desk(offered(Look.CARD)), facts(), around(Surroundings.LinkNotice.SYNCING, 0, 9)));
        all.put("11-help", new Scene(new Desk(offered(Look.CARD), Optional.empty(), Desk.Help.ASKED), facts(), well()));
        all.put(
                "11-help-away",
                new Scene(
                        new Desk(offered(Look.CARD), Optional.empty(), Desk.Help.ASKED),
                        facts(),
                        around(Surroundings.LinkNotice.AWAY, 3, 9)));
        all.put(
                "11-help-talking",
                new Scene(
                        new Desk(talking(new Part.Asking(), false), Optional.empty(), Desk.Help.ASKED),
                        facts(),
                        well()));
        all.putAll(new RunExamples(this, contact).all());
        all.put("14-headset", new Scene(desk(talking(new Part.Reading("opening"), false)), facts(), unplugged()));
        all.put("14-headset-idle", new Scene(desk(offered(Look.CARD)), facts(), unplugged()));
        return all;
    }

    static Surroundings unplugged() {
        return new Surroundings(
                "Ashford 4",
                Surroundings.LinkNotice.UP,
                0,
                9,
                false,
                false,
                5,
                Optional.of("Headquarters says hello."),
                Optional.of(NOW));
    }

    Scene over(DeskState state, Desk.Aside aside) {
        return new Scene(new Desk(state, Optional.of(aside), Desk.Help.NOT_ASKED), facts(), well());
    }

    Desk.Undoable undoable(Disposition disposition) {
        var attempt = attempt(before);
        var call = new DeskState.Call(
                NOW.minusSeconds(200), NOW.minusSeconds(8), DeskState.Call.Ending.CLOSED, Optional.empty());
        var lease = attempt.lease();
        var report = new CallReport(
                attempt.call(),
                1,
                lease.lease(),
                lease.seq(),
                lease.contact().id(),
                lease.campaign(),
                1,
                attempt.volunteer(),
                "Ashford 4",
                Mode.PRESS,
                attempt.pressedAt(),
                attempt.invitedAt(),
                attempt.ringingAt(),
                Optional.of(call.answeredAt()),
                Optional.of(call.endedAt()),
                NOW,
                Result.ANSWERED,
                Optional.of(200),
                Optional.of(disposition),
                attempt.answers(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new Desk.Undoable(attempt, call, report, NOW.plusMillis(6_800));
    }
}
