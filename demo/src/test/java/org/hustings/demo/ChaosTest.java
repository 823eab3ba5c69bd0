package org.hustings.demo;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hustings.demo.judge.Verdict;
import org.hustings.demo.robots.Robot;
import org.hustings.demo.robots.View;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole phone bank, real processes and real sound, while its parts are killed. One run for all faults: setting a
/// bank up costs more than a fault does.
@Tag("slow")
@Tag("chaos")
class ChaosTest {

    private static final int CALLS = 45;
    private static final List<String> STATES = List.of("offered", "dialing", "talking", "wrappingUp");

    @TempDir
    private Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void nothingIsLostNorCountedTwiceHoweverStationsBrokerHeadquartersAndNetworkDie() throws Exception {
        var options = new Options(
                3,
                CALLS,
                false,
                true,
                20,
                Optional.empty(),
                Optional.of(folder),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                7);
        var places = Places.at(folder);
        try (var bank = new Bank(options, places, new News(told::add))) {
            var mischief = new Mischief(bank, new News(told::add));
            awaitCalls(bank, 3);

            for (var state : STATES) {
                var station = stationIn(bank, state);
                mischief.killStation(station);
                awaitBack(bank, station);
            }
            stationIn(bank, "talking");
            mischief.killBroker();
            awaitCalls(bank, bank.tickets().used() + 3);
            stationIn(bank, "dialing");
            mischief.killHq();
            awaitCalls(bank, bank.tickets().used() + 3);
            mischief.cutNetwork(stationIn(bank, "talking"));

            var verdict = awaitDone(bank);

            assertThat(verdict.invariants())
                    .as("invariants; what was done: %s", told)
                    .allSatisfy((_, count) -> assertThat(count).isZero());
            assertThat(verdict.dials()).isEqualTo(CALLS);
            assertThat(verdict.reportsInHq()).isEqualTo(CALLS);
            assertThat(verdict.callsWithTwoWaySpeech()).isPositive();
            assertThat(bank.children().givenUp()).isEmpty();
        }
        assertThat(voterDataInLogs()).isEmpty();
    }

    private static void awaitCalls(Bank bank, int count) {
        await().atMost(90, SECONDS).until(() -> bank.tickets().used() >= Math.min(count, CALLS));
    }

    /// Waits until some station shows `state`, and names it.
    private static String stationIn(Bank bank, String state) {
        return await().atMost(60, SECONDS)
                .pollInterval(5, MILLISECONDS)
                .until(
                        () -> bank.robots().stream()
                                .filter(robot -> robot.shown()
                                        .map(View::phase)
                                        .filter(state::equals)
                                        .isPresent())
                                .map(Robot::station)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static void awaitBack(Bank bank, String station) {
        var robot = bank.robots().stream()
                .filter(one -> one.station().equals(station))
                .findFirst()
                .orElseThrow();
        await().atMost(5, SECONDS).until(() -> robot.shown().isEmpty());
        await().atMost(30, SECONDS).until(() -> robot.shown().isPresent());
    }

    private static Verdict awaitDone(Bank bank) {
        await().atMost(240, SECONDS).pollInterval(1, SECONDS).until(() -> {
            var verdict = bank.scoreboard().look();
            return bank.tickets().areUsedUp()
                    && bank.scoreboard().hqAnswers()
                    && verdict.filter(found -> found.reportsInHq() >= CALLS).isPresent()
                    && bank.robots().stream()
                            .allMatch(robot ->
                                    robot.shown().filter(View::isBetweenCalls).isPresent());
        });
        return look(bank).orElseThrow();
    }

    private static Optional<Verdict> look(Bank bank) {
        try {
            return bank.scoreboard().look();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /// Every number and every family name of the list, sought in every log of the run: ours, the broker's,
    /// PostgreSQL's.
    private List<String> voterDataInLogs() throws IOException {
        var secrets = secrets();
        var found = new ArrayList<String>();
        for (var log : logs()) {
            var text = Files.readString(log, StandardCharsets.ISO_8859_1);
            for (var secret : secrets) {
                if (text.contains(secret)) {
                    found.add(log.getFileName() + " holds " + secret);
                }
            }
        }
        return found;
    }

    private Set<String> secrets() throws IOException {
        var secrets = new HashSet<String>();
        for (var line : Files.readAllLines(folder.resolve("town.jsonl"))) {
            secrets.add(line.replaceFirst(".*\"number\":\"\\+?([0-9]+)\".*", "$1"));
        }
        for (var row : Files.readAllLines(folder.resolve("sample").resolve("list.csv"))) {
            var columns = row.split(",", -1);
            // A family name may be a common word ("Baker"); with the given name it is a person.
            secrets.add(columns[1] + " " + columns[2]);
        }
        secrets.removeIf(secret -> secret.length() < 6);
        return secrets;
    }

    private List<Path> logs() throws IOException {
        try (var files = Files.walk(folder)) {
            var logs = files.filter(file -> file.toString().endsWith(".log")).toList();
            assertThat(logs).extracting(log -> log.getFileName().toString()).contains("hq.log", "st-1.log", "town.log");
            return logs;
        }
    }
}
