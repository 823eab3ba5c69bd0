package org.hustings.hq.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.hustings.hq.Bank;
import org.hustings.protocol.CampaignId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingTest {

    private static final CampaignId FLORIDA = new CampaignId("florida");

    @TempDir
    private Path folder;

    private Bank bank;

    @BeforeEach
    void open() throws IOException {
        bank = new Bank(folder);
        var file = bank.campaignFile("florida", "hours = \"00:00-24:00\"");
        Files.writeString(file, Files.readString(file).replace("region = \"GB\"", "region = \"US\""));
        org.hustings.hq.campaigns.Campaigns.put(bank.database.source(), file, bank.clock);
    }

    @AfterEach
    void close() {
        bank.close();
    }

    private ImportResult list(CampaignId campaign, String csv, ImportOptions options) {
        return new Lists(bank.database.source(), bank.key, bank.clock, "test")
                .importCsv(campaign, bank.write("list.csv", csv), folder.resolve("rejects.csv"), options, _ -> {});
    }

    private static ImportOptions map(String heading, String meaning) {
        return new ImportOptions(Map.of(heading, meaning), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    private String corner(String columns) {
        return bank.database.text("select string_agg(concat_ws(' ', " + columns
                + "), E'\\n' order by c.num) from contacts c join corners k on k.id = c.corner");
    }

    @Test
    void aColumnThatHoldsTelephonesIsSuggestedAndReadOnlyWhenAsked() {
        var csv = "Name,Tel. privat\nAda Woods,02079460001\nBob Hill,02079460002\nCy Lake,020 7946 0003\n";

        assertThatThrownBy(() -> list(Bank.CAMPAIGN, csv, ImportOptions.NONE))
                .hasMessageContaining("--map \"Tel. privat=phone\"");
        assertThat(list(Bank.CAMPAIGN, csv, map("Tel. privat", "phone")).added())
                .isEqualTo(3);
    }

    @Test
    void aMappingThatNamesNoColumnIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> list(Bank.CAMPAIGN, "name,phone\n", map("Handy", "phone")))
                .hasMessageContaining("\"Handy\"")
                .hasMessageContaining("name, phone");
        assertThatThrownBy(() -> list(Bank.CAMPAIGN, "name,phone\n", map("name", "shoe size")))
                .hasMessageContaining("\"shoe size\"")
                .hasMessageContaining("given name");
    }

    @Test
    void aColumnThatIsIgnoredIsNotKept() {
        list(Bank.CAMPAIGN, "name,phone,Religion\nAda Woods,02079460001,none\n", map("religion", "ignore"));

        assertThat(bank.database.text("select fields::text from contacts")).isEqualTo("{}");
    }

    @Test
    void aDryRunSaysWhatAnImportWouldAndWritesNothing() {
        bank.list("id,name,phone\n7,Ada Woods,02079460001\n");
        var csv = "id,name,phone\n7,Ada Wood,02079460001\n8,Bob Hill,02079460002\n8,Bob Hill,02079460002\n,Cy,12\n";
        var counts = "select concat_ws(' ', (select count(*) from contacts), (select count(*) from dial_units),"
                + " (select count(*) from lists), (select count(*) from imports), (select count(*) from corners))";
        var before = bank.database.text(counts);

        var dry = list(
                Bank.CAMPAIGN,
                csv,
                new ImportOptions(Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), true));

        assertThat(bank.database.text(counts)).isEqualTo(before);
        assertThat(dry).usingRecursiveComparison().isEqualTo(list(Bank.CAMPAIGN, csv, ImportOptions.NONE));
        assertThat(dry.added()).isOne();
        assertThat(dry.known()).isOne();
        assertThat(dry.repeated()).isOne();
        assertThat(dry.rejected()).isOne();
    }

    @Test
    void numberAndAddressMayLieInTwoStatesAndTwoZonesAndBothCount() {
        list(FLORIDA, """
                name,phone,state
                Ada Woods,212 555 0123,CA
                Bob Hill,305 555 0123,florida
                Cy Lake,305 555 0124,
                """, ImportOptions.NONE);

        assertThat(corner("k.jurisdictions, k.time_zones, c.time_zone")).isEqualTo("""
                {US,US-NY,US-CA} {America/Los_Angeles,America/New_York} America/Los_Angeles
                {US,US-FL} {America/New_York,America/Chicago} America/New_York
                {US,US-FL} {America/New_York} America/New_York""");
    }

    @Test
    void aStateThatDoesNotExistIsAFaultOfItsRow() {
        var result = list(FLORIDA, "name,phone,state\nAda Woods,212 555 0123,Atlantis\n", ImportOptions.NONE);

        assertThat(result.first())
                .containsExactly(new ImportResult.Rejected(2, "state", "is no part of US by that name or code"));
    }

    @Test
    void whatTheRulesAskIsReadFromItsColumns() {
        list(
                FLORIDA,
                """
                name,phone,consent,time zone,constituency,screened on
                Ada Woods,305 555 0123,"web form, 3 May 2026",America/Denver,FL-27,2026-10-30
                Bob Hill,305 555 0124,no,,,31.10.2026
                """,
                new ImportOptions(
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(LocalDate.parse("2026-11-01")),
                        false));
        list(
                FLORIDA,
                "name,phone\nCy Lake,305 555 0125\n",
                new ImportOptions(
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(LocalDate.parse("2026-11-01")),
                        false));

        assertThat(corner("k.consent, k.time_zones, k.constituency, k.screened_on"))
                .isEqualTo("""
                t {America/Denver,America/New_York} FL-27 2026-10-30
                f {America/New_York} 2026-10-31
                f {America/New_York} 2026-11-01""");
    }

    @ParameterizedTest
    @CsvSource({
        "yes,true",
        "Oui,true",
        "JA,true",
        "x,true",
        "2026-05-03 web form,true",
        "y,true",
        "1,true",
        "no,false",
        "Non,false",
        "nein,false",
        "N,false",
        "0,false",
        "false,false",
        "'-',false",
        "consent withdrawn,false",
        "pas de consentement,false",
        "keine Einwilligung,false",
        "opt-out,false",
        "unknown,false",
        "not given,false",
        "Einwilligung widerrufen,false",
        "consentement retiré,false"
    })
    void consentIsWhatNobodyCouldTakeForANo(String text, boolean consented) {
        assertThat(Consents.isGiven(text)).isEqualTo(consented);
    }

    @Test
    void anOverseasPostcodeOfFranceHasItsOwnZone() {
        assertThat(Parts.ofPostcode("FR", "97400").orElseThrow().zones()).hasToString("[Indian/Reunion]");
        assertThat(Parts.ofPostcode("FR", "75001")).isEmpty();
        assertThat(Parts.of("FR", "1").orElseThrow().jurisdiction()).hasToString("FR-01");
        assertThat(Parts.of("CH", "Waadt").orElseThrow().jurisdiction()).hasToString("CH-VD");
    }
}
