package org.hustings.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The walls of the house that Maven's modules do not keep by themselves.
class WallsTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.hustings");

    @Test
    void theCallDeskIsPure() {
        check(classes()
                .that()
                .resideInAPackage("org.hustings.station.call")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.hustings.station.call",
                        "org.hustings.protocol",
                        "java.lang..",
                        "java.time..",
                        "java.util",
                        "java.util.function",
                        "java.util.stream",
                        "org.jspecify..")
                .because("its rules must run in a test without a Raspberry Pi, a broker or a clock"));
    }

    @Test
    void theDispatchCoreIsPure() {
        check(classes()
                .that()
                .resideInAPackage("org.hustings.hq.dispatch.core")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.hustings.hq.dispatch.core",
                        "org.hustings.protocol",
                        "java.lang..",
                        "java.time..",
                        "java.util",
                        "java.util.function",
                        "java.util.stream",
                        "org.jspecify..")
                .because("who is called next must be provable without a database"));
    }

    @Test
    void theRulesArePure() {
        check(classes()
                .that()
                .resideInAPackage("org.hustings.hq.rules")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.hustings.hq.rules",
                        "org.hustings.protocol",
                        "tools.jackson..",
                        "java.lang..",
                        "java.time..",
                        "java.util",
                        "java.util.function",
                        "java.util.regex",
                        "java.util.stream",
                        "org.jspecify..")
                .because("what the law allows must be provable without a clock or a database"));
    }

    @Test
    void theDevicesOfAStationDoNotKnowEachOther() {
        check(slices().matching("org.hustings.station.(screen|phone|link|store)..")
                .should()
                .notDependOnEachOther()
                .because("only the loop decides what one device does when another one speaks"));
    }

    @Test
    void onlyTheStationsAppKnowsTheHardware() {
        check(noClasses()
                .that()
                .resideInAPackage("org.hustings.station..")
                .and()
                .resideOutsideOfPackages("org.hustings.station.app..", "org.hustings.station.screen..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.hustings.hardware..")
                .because("the app turns its buttons into the desk's keys; the screen only draws the plate beside it"));
    }

    @Test
    void nothingImportsTheDemo() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("org.hustings.demo..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.hustings.demo..")
                .because("what volunteers use must not need what newcomers try"));
    }

    @Test
    void theWebReadsAndNothingReadsTheWeb() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("org.hustings.hq.web..", "org.hustings.hq.app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.hustings.hq.web..")
                .because("a page may go away without a call being lost"));
    }

    @ParameterizedTest(name = "{0} shows in {1} only")
    @CsvSource(delimiter = '|', textBlock = """
                    com.pi4j..            | org.hustings.hardware.gpio..
                    javax.sip..           | org.hustings.station.phone.sip.. org.hustings.demo.town.sip.. org.hustings.demo.bench..
                    gov.nist..            | org.hustings.station.phone.sip.. org.hustings.demo.town.sip..
                    java.lang.foreign..   | org.hustings.station.phone.media.. org.hustings.hardware.gpio.. org.hustings.hq.lists..
                    org.eclipse.paho..    | org.hustings.station.link.. org.hustings.hq.link..
                    org.sqlite..          | org.hustings.station.store..
                    com.google.crypto..   | org.hustings.station.store..
                    javafx..              | org.hustings.station.screen..
                    io.javalin..          | org.hustings.hq.web.. org.hustings.demo.page..
                    org.bouncycastle..    | org.hustings.provisioning..
                    de.siegmar..          | org.hustings.hq.lists.. org.hustings.hq.budget.. org.hustings.demo.town..
                    com.google.i18n..     | org.hustings.hq.lists..
                    io.zonky..            | org.hustings.hq.children..
                    de.focus_shift..      | org.hustings.hq.holidays..
                    org.flywaydb..        | org.hustings.hq.app.. org.hustings.hq.store..
                    com.zaxxer..          | org.hustings.hq.app..
                    """)
    void aLibraryShowsInOnePlaceOnly(String library, String places) {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(places.trim().split(" +"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library.trim())
                .because("a library that shows in one place can be replaced in one place"));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(OURS);
    }
}
