package org.hustings.station.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.hustings.protocol.Campaign;
import org.hustings.protocol.Contact;
import org.hustings.protocol.Language;
import org.hustings.station.call.Desk;
import org.hustings.station.call.DeskState;
import org.hustings.station.call.DeskState.Offered.Look;
import org.hustings.station.call.DeskState.Part;
import org.hustings.station.call.Keys;
import org.hustings.station.call.Surroundings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenModelTest {

    private static final Pattern HOLE = Pattern.compile("\\{[a-z]+}");
    private static final List<String> IN_A_RUN = List.of("05-run", "05-run-script", "05-run-undo", "05-run-noted");

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "de"})
    void everyStateHasWordsAndNoHoles(String language) {
        new Examples(language).all().forEach((name, scene) -> {
            var model = scene.model(language);
            assertThat(model.toString()).as(name).doesNotContainPattern(HOLE);
            assertThat(model.picture()).as(name).isNotBlank();
        });
    }

    @Test
    void onlyALineThatRingsIsSaidToRing() {
        var all = new Examples("en").all();

        assertThat(hints(all.get("06-RINGING").model("en"))).hasSize(2).anyMatch(hint -> hint.contains("It rings"));
        assertThat(hints(all.get("06-CALLING").model("en"))).hasSize(1).noneMatch(hint -> hint.contains("It rings"));
        assertThat(hints(all.get("06-CANCELLING").model("en"))).isEmpty();
    }

    private static List<String> hints(ScreenModel model) {
        return ((Screen.Ringing) model.screen()).hints();
    }

    @Test
    void cardAndScriptSayThatCallsStartByThemselvesAndNeverWhereNoneCan() {
        var all = new Examples("en").all();

        for (var name : IN_A_RUN) {
            var model = all.get(name).model("en");
            assertThat(run(model)).as(name).contains("Calls start by themselves.");
            assertThat(model.rows().get(3).orElseThrow().label()).as(name).isEqualTo("Pause");
            assertThat(model.actions().main()).as(name).isInstanceOf(ScreenModel.Actions.Main.Call.class);
        }
        for (var name : List.of("05-power", "05-run-no-line", "05-run-no-headset", "05-run-press")) {
            assertThat(run(all.get(name).model("en"))).as(name).isEmpty();
        }
        assertThat(run(all.get("05-still-there").model("en")).orElseThrow()).contains("Still there?");
        assertThat(all.get("05-run").model("en").picture()).isEqualTo("05-run");
    }

    private static Optional<String> run(ScreenModel model) {
        return switch (model.screen()) {
            case Screen.Card card -> card.run();
            case Screen.ScriptPreview preview -> preview.run();
            case Screen other -> throw new AssertionError(other);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "de"})
    void nothingOnTheScreenMovesTowardsACallExceptTheUndoStripWhichGivesTime(String language) {
        var all = new Examples(language).all();

        for (var name : IN_A_RUN) {
            var scene = all.get(name);
            var now = scene.model(language);
            for (int millis = 250; millis <= 5_250; millis += 250) {
                var later = at(scene, language, Duration.ofMillis(millis));
                assertThat(later.screen()).as(name).isEqualTo(now.screen());
                assertThat(later.rows()).as(name).isEqualTo(now.rows());
                assertThat(later.actions()).as(name).isEqualTo(now.actions());
                assertThat(later.banner()).as(name).isEqualTo(now.banner());
                assertThat(later.undo().isPresent()).as(name).isEqualTo(name.endsWith("undo"));
            }
        }
    }

    @Test
    void helpIsPromisedOnlyWhereSomebodyCanHaveHeardOfIt() {
        var all = new Examples("en").all();

        assertThat(all.get("11-help").model("en").banner().orElseThrow().strong())
                .isEqualTo("Help is on the way.");
        assertThat(all.get("11-help-away").model("en").banner().orElseThrow())
                .satisfies(banner -> assertThat(banner.strong()).contains("no connection"))
                .satisfies(banner -> assertThat(banner.rest()).contains("in the room"));
    }

    @Test
    void theThreeBundlesSayTheSameThingsWithTheSameHoles() throws IOException {
        var english = bundle("en");
        for (var other : List.of("fr", "de")) {
            var bundle = bundle(other);
            assertThat(new TreeSet<>(bundle.stringPropertyNames()))
                    .isEqualTo(new TreeSet<>(english.stringPropertyNames()));
            for (var key : english.stringPropertyNames()) {
                assertThat(holes(bundle.getProperty(key)))
                        .as(other + " " + key)
                        .isEqualTo(holes(english.getProperty(key)));
                assertThat(bundle.getProperty(key))
                        .as(other + " " + key)
                        .isNotBlank()
                        .doesNotContain("!");
            }
        }
    }

    @Test
    void aLanguageWeDoNotShipSpeaksEnglish() {
        assertThat(Words.in(new Language("pt")).say("help")).isEqualTo("Help");
        assertThat(Words.in(new Language("fr-CH")).say("help")).isEqualTo("Aide");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "de"})
    void theSixRowsAndTheLampsAreTheDesksOwn(String language) {
        new Examples(language).all().forEach((name, scene) -> {
            var model = scene.model(language);
            var lamps = Keys.lamps(scene.desk(), scene.facts());
            for (int i = 0; i < 6; i++) {
                var lit = lamps.getOrDefault(Keys.NUMBERED.get(i), Keys.Lamp.OFF) != Keys.Lamp.OFF;
                assertThat(model.rows().get(i).isPresent())
                        .as(name + " key " + (i + 1))
                        .isEqualTo(lit);
            }
            var blinking =
                    lamps.values().stream().filter(Keys.Lamp.BLINKING::equals).count();
            assertThat(blinking).as(name).isLessThanOrEqualTo(1);
            var call = model.actions().main() instanceof ScreenModel.Actions.Main.Call;
            var alive = Keys.live(scene.desk(), scene.facts()).containsKey(org.hustings.station.call.Key.CALL);
            assertThat(call).as(name).isEqualTo(alive);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "de"})
    void beforeTheRightPersonHasAnsweredNothingPrivateStandsThere(String language) {
        new Examples(language, Examples.margaret(language)).all().forEach((name, scene) -> {
            var text = scene.model(language).toString();
            if (!rightPersonOnTheLine(scene.desk().state())) {
                assertThat(text)
                        .as(name)
                        .doesNotContain("Mill Street", "Tom", "Ruth", "ask about", "12 May", "12 mai", "12. Mai");
            }
            assertThat(text)
                    .as(name)
                    .doesNotContain(Examples.NUMBER.substring(4))
                    .doesNotContain("960042");
        });
    }

    private static boolean rightPersonOnTheLine(DeskState state) {
        return state instanceof DeskState.Talking talking && talking.part() instanceof Part.Reading;
    }

    @Test
    void householdAndHistoryShowOnceTheRightPersonIsThere() {
        var scene = new Examples("en").all().get("07a-change");
        assertThat(scene.model("en").screen())
                .isInstanceOfSatisfying(
                        Screen.Script.class,
                        script -> assertThat(script.facts())
                                .extracting(Screen.Fact::text)
                                .containsExactly(
                                        "12 May: undecided, “ask about buses”",
                                        "12 Mill Street · Lives with Tom and Ruth"));
    }

    @Test
    void freeFieldsAreFilledInOnlyAfterYes() {
        var contact = Examples.margaret("en");
        var merge = MergeText.of(contact, Optional.empty(), Optional.of("Sam"));
        var step = new Campaign.Step("a", "{volunteer} for {givenName} about {topic}", "", "", List.of());
        assertThat(Run.join(merge.fillOpenly(step))).isEqualTo("Sam for Margaret about [topic]");
        assertThat(Run.join(merge.fill(step))).isEqualTo("Sam for Margaret about bus line 4");
        assertThat(merge.fill(step)).contains(new Run("bus line 4", Run.Kind.MERGED));
    }

    @Test
    void anEmptyFieldTakesTheSecondWording() {
        var merge = MergeText.of(Examples.contact("", "Hollis", "", "en", "x"), Optional.empty(), Optional.empty());
        var step = new Campaign.Step("a", "Hello {givenName}, in {town}", "Hello there", "", List.of());
        assertThat(Run.join(merge.fill(step))).isEqualTo("Hello there");
        var unknown = new Campaign.Step("a", "About {nothing}.", "About buses.", "", List.of());
        assertThat(Run.join(merge.fill(unknown))).isEqualTo("About buses.");
    }

    @Test
    void valuesFromAListAreOneLineOfPlainText() {
        assertThat(Words.plain(" <b>Al</b>\n\tice \u202Eevil\u0000 ")).isEqualTo("<b>Al</b> ice evil");
    }

    @Test
    void theUndoStripShortensInQuartersOfASecond() {
        var scene = new Examples("en").all().get("09-undo-SUPPORTS");
        var strip = scene.model("en").undo().orElseThrow();
        assertThat(strip.how()).isEqualTo("Undo with key 6: 7 s");
        assertThat(strip.share()).isEqualTo(0.7);
        assertThat(at(scene, Duration.ofMillis(300)).undo().orElseThrow().share())
                .isEqualTo(0.65);
        assertThat(at(scene, Duration.ofSeconds(20)).undo().orElseThrow().share())
                .isZero();
    }

    @Test
    void theTalkTimeRunsAndAClockSetBackShowsZero() {
        var scene = new Examples("en").all().get("07-who");
        assertThat(at(scene, Duration.ofSeconds(1)).status())
                .isEqualTo(new ScreenModel.Status.InCall("Daniel Okafor", "1:25", false));
        assertThat(at(scene, Duration.ofHours(-1)).status())
                .isEqualTo(new ScreenModel.Status.InCall("Daniel Okafor", "0:00", false));
    }

    @Test
    void aDeskWithoutAClockStillDraws() {
        var scene = new Examples("en").all().get("07-who");
        var around = scene.around();
        var blind = new Surroundings(
                around.deskName(), around.link(), 0, 0, true, true, 5, Optional.empty(), Optional.empty());
        assertThat(ScreenModel.of(scene.desk(), scene.facts(), blind, Examples.sight("en"))
                        .status())
                .isInstanceOf(ScreenModel.Status.InCall.class);
    }

    @Test
    void mutedIsSaidBeforeAnythingElse() {
        var examples = new Examples("en");
        var desk = new Desk(examples.talking(new Part.Reading("opening"), true), Optional.empty(), Desk.Help.ASKED);
        var model = ScreenModel.of(desk, examples.facts(), Examples.unplugged(), Examples.sight("en"));
        assertThat(model.banner().orElseThrow().strong()).isEqualTo("Muted.");
        assertThat(model.actions().mute().orElseThrow().on()).isTrue();
    }

    @Test
    void backOnTheSecondPageSaysThatItLeadsToTheScriptWhileTheLineIsOpen() {
        var scenes = new Examples("en").all();
        assertThat(scenes.get("08-choosing-MORE").model("en").rows().get(5))
                .contains(Row.quiet(Icon.LEFT, "Back", "to the script"));
        assertThat(scenes.get("08-wrap-up-MORE").model("en").rows().get(5)).contains(Row.quiet(Icon.LEFT, "Back"));
    }

    @Test
    void oneDiscIsGreenAndItIsSupportsUs() {
        var green = java.util.Arrays.stream(org.hustings.protocol.Disposition.values())
                .filter(it -> Rows.tone(it) == Row.Tone.SUPPORTS);
        assertThat(green).containsExactly(org.hustings.protocol.Disposition.SUPPORTS);
    }

    @Test
    void aPersonWithoutAnythingButANameHasACard() {
        var bare = Examples.contact("", "Hollis", "", "en", " ");
        Contact contact = new Contact(
                bare.id(),
                "",
                "Hollis",
                "",
                Optional.empty(),
                bare.language(),
                bare.phone(),
                bare.numberType(),
                bare.timeZone(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of());
        var examples = new Examples("en", contact);
        var card = (Screen.Card)
                examples.scene(examples.offered(Look.CARD)).model("en").screen();
        assertThat(card.name()).isEqualTo("Hollis");
        assertThat(card.why()).isEmpty();
        assertThat(card.facts()).hasSize(1);
    }

    private static ScreenModel at(Examples.Scene scene, Duration later) {
        return at(scene, "en", later);
    }

    private static ScreenModel at(Examples.Scene scene, String language, Duration later) {
        var around = scene.around();
        var then = new Surroundings(
                around.deskName(),
                around.link(),
                around.keptSafe(),
                around.leasesReady(),
                true,
                true,
                5,
                Optional.empty(),
                Optional.of(Examples.NOW.plus(later)));
        return ScreenModel.of(scene.desk(), scene.facts(), then, Examples.sight(language));
    }

    private static TreeSet<String> holes(String text) {
        var holes = new TreeSet<String>();
        HOLE.matcher(text).results().forEach(it -> holes.add(it.group()));
        return holes;
    }

    private static Properties bundle(String language) throws IOException {
        var file = "messages_" + language + ".properties";
        var properties = new Properties();
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(Words.class.getResourceAsStream(file)), StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        return properties;
    }
}
