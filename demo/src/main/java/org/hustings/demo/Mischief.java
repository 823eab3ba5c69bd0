package org.hustings.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.hustings.demo.processes.ProcessTable;

/// Everything the page's buttons can do to the bank. Each says in words what was done. Safe from any thread.
final class Mischief {

    static final Duration CUT = Duration.ofSeconds(15);

    private final Bank bank;
    private final News news;
    private final Random chance = new Random();

    Mischief(Bank bank, News news) {
        this.bank = bank;
        this.news = news;
    }

    String killHq() {
        return told(
                bank.children().kill(Headquarters.NAME)
                        ? "Killed headquarters (kill -9). Its database and broker were left alone; stations go on calling."
                        : "Headquarters is down already; it is being started again.");
    }

    /// `station` empty: any one.
    String killStation(String station) {
        var id = chosen(station);
        return told(
                bank.children().kill(Stations.program(id))
                        ? "Killed station " + id + " (kill -9), whatever it was doing."
                        : "Station " + id + " is down already; it is being started again.");
    }

    /// Headquarters' own broker; headquarters starts it again.
    String killBroker() {
        var brokers = ProcessTable.of("mosquitto", bank.root());
        brokers.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        return told(
                brokers.isEmpty()
                        ? "The broker is down already; headquarters is starting it again."
                        : "Killed the broker (kill -9), with everything it remembered in memory.");
    }

    String cutNetwork(String station) {
        var id = chosen(station);
        bank.stations().cut(id, CUT);
        return told("Cut the network between station " + id + " and headquarters for " + CUT.toSeconds()
                + " seconds. Its voice line stays, so it may go on calling.");
    }

    /// What the page offers: the button's name, and what it does to a station (or to all, where none is meant).
    Map<String, UnaryOperator<String>> actions() {
        return Map.of(
                "hq",
                _ -> killHq(),
                "station",
                this::killStation,
                "broker",
                _ -> killBroker(),
                "network",
                this::cutNetwork);
    }

    private String chosen(String station) {
        List<String> ids = bank.stations().ids();
        return ids.contains(station) ? station : ids.get(chance.nextInt(ids.size()));
    }

    private String told(String words) {
        news.tell(words);
        return words;
    }
}
