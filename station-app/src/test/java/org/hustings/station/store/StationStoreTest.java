package org.hustings.station.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hustings.protocol.CallId;
import org.hustings.protocol.MessageId;
import org.hustings.protocol.Refusal;
import org.hustings.protocol.VolunteerId;
import org.hustings.protocol.WrongSettingException;
import org.hustings.station.app.Sample;
import org.hustings.station.call.Desk;
import org.hustings.station.call.DeskState;
import org.hustings.station.call.Reports;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StationStoreTest {

    @TempDir
    Path folder;

    private Path key;

    @BeforeEach
    void writeKey() throws Exception {
        key = folder.resolve("store.key");
        Files.writeString(key, "bm8gc2VjcmV0LCBidXQgdGhpcnR5LXR3byBieXRlcyE=");
    }

    @Test
    void whatWasSavedIsThereAfterARestart() throws Exception {
        var desk = offered();
        try (var store = open()) {
            store.hold(Sample.CAMPAIGN);
            store.keep(List.of(new HeldLease(Sample.lease(1), "boot", 5_000)), List.of(), Map.of("permit", "x"));
            store.save(new Change(
                    desk, List.of(skip(1)), List.of(), Optional.of(new Change.Counter("CALL", 7)), List.of()));
        }
        try (var store = open()) {
            assertThat(store.desk()).contains(desk);
            assertThat(store.leases()).containsExactly(new HeldLease(Sample.lease(1), "boot", 5_000));
            assertThat(store.waiting()).containsExactly(skip(1).id());
            assertThat(store.message(skip(1).id())).contains(skip(1));
            assertThat(store.presses("CALL")).isEqualTo(7);
            assertThat(store.note("permit")).contains("x");
            assertThat(store.campaign(Sample.CAMPAIGN.campaign())).contains(Sample.CAMPAIGN);
        }
    }

    @Test
    void noNameAndNoNumberLiesOpenOnTheDisk() throws Exception {
        try (var store = open()) {
            store.keep(List.of(new HeldLease(Sample.lease(1), "boot", 5_000)), List.of(), Map.of());
            store.save(new Change(
                    offered(),
                    List.of(skip(1)),
                    List.of(),
                    Optional.empty(),
                    List.of(new Change.OptOut(new CallId(new UUID(1, 1)), Sample.phone(1), false))));
            try (var files = Files.list(folder.resolve("data"))) {
                for (var file : files.toList()) {
                    var bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                    assertThat(bytes).doesNotContain("Margaret", "Quillfeather", "1632960001", "Market Lane");
                }
            }
        }
    }

    @Test
    void anotherKeyIsRefusedWithWordsThatSayWhatToDo() throws Exception {
        open().close();
        try (var store = open()) {
            store.save(Change.of(offered()));
        }
        Files.writeString(key, "QW5vdGhlciBrZXkgb2YgdGhpcnR5LXR3byBieXRlcy4=");
        assertThatThrownBy(() -> {
                    try (var store = open()) {
                        store.desk();
                    }
                })
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining("store.key");
        Files.writeString(key, "c2hvcnQ=");
        assertThatThrownBy(this::open).hasMessageContaining("5 bytes; allowed: 32");
    }

    @Test
    void aFullDiskTakesNothingLosesNothingAndServesAgainWhenThereIsRoom() throws Exception {
        try (var store = StationStore.open(folder.resolve("data"), key, 40)) {
            store.save(Change.of(offered()));
            int kept = 0;
            StoreFullException refused = null;
            while (refused == null && kept < 1_000) {
                try {
                    store.save(new Change(Desk.AT_START, List.of(skip(kept)), List.of(), Optional.empty(), List.of()));
                    kept++;
                } catch (StoreFullException full) {
                    refused = full;
                }
            }
            assertThat(refused).isNotNull();
            assertThat(store.waiting()).hasSize(kept);

            store.confirm(store.waiting());
            store.save(new Change(offered(), List.of(skip(5_000)), List.of(), Optional.empty(), List.of()));
            assertThat(store.waiting()).containsExactly(skip(5_000).id());
        }
    }

    @Test
    void aMessageWaitsUntilItsReceiptAndARepeatedReceiptChangesNothing() throws Exception {
        try (var store = open()) {
            store.add(skip(1));
            store.add(skip(2));
            store.add(skip(1));
            store.confirm(List.of(skip(1).id(), "nobody/1"));
            store.confirm(List.of(skip(1).id()));
            assertThat(store.waiting()).containsExactly(skip(2).id());
        }
    }

    @Test
    void anOptOutHoldsAtOnceAndCanBeTakenBack() throws Exception {
        var call = new CallId(new UUID(1, 1));
        try (var store = open()) {
            store.save(new Change(
                    offered(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    List.of(new Change.OptOut(call, Sample.phone(1), false))));
            assertThat(store.isOptedOut(Sample.phone(1))).isTrue();
            assertThat(store.isOptedOut(Sample.phone(2))).isFalse();
            store.save(new Change(
                    offered(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    List.of(new Change.OptOut(call, Sample.phone(1), true))));
            assertThat(store.isOptedOut(Sample.phone(1))).isFalse();
        }
    }

    private StationStore open() {
        return StationStore.open(folder.resolve("data"), key);
    }

    private static Desk offered() {
        return new Desk(
                new DeskState.Offered(Sample.lease(1), DeskState.Offered.Look.CARD),
                Optional.empty(),
                Desk.Help.NOT_ASKED);
    }

    private static OutboxMessage skip(int number) {
        return OutboxMessage.of(
                new Reports("Ashford 1")
                        .skipped(
                                Sample.lease(number % 900),
                                new MessageId(new UUID(3, number)),
                                new VolunteerId("guest"),
                                Sample.NOW,
                                Refusal.VOLUNTEER,
                                Optional.empty()),
                Instant.EPOCH);
    }
}
