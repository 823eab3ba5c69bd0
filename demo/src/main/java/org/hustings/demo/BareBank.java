package org.hustings.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.hustings.demo.processes.Children;
import org.hustings.provisioning.HqFile;

/// Headquarters with its own PostgreSQL and broker, and headless stations: the demo without town, robots and page, for
/// benchmarks. Everything lies in a temporary folder and ends with [#close()], also on Ctrl-C.
///
/// Opened and used on one thread; closing is safe from any.
public final class BareBank implements AutoCloseable {

    private final Places places;
    private final Children children;
    private final Thread onSignal = Thread.ofPlatform().name("stop").unstarted(this::end);
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private Optional<HqFile> hq = Optional.empty();
    private boolean ended;

    private BareBank(Consumer<String> news) throws IOException {
        places = Places.passing();
        children = new Children(news, () -> {});
    }

    /// Headquarters alone, with a list that lasts for `calls` dials.
    ///
    /// @param news hears what is being done, in words
    /// @throws CannotStartException when something is missing; what was started by then is ended again
    public static BareBank open(int calls, Consumer<String> news)
            throws IOException, InterruptedException, CannotStartException {
        var bank = new BareBank(news);
        Runtime.getRuntime().addShutdownHook(bank.onSignal);
        try {
            bank.startHeadquarters(options(calls), news);
            return bank;
        } catch (IOException | InterruptedException | CannotStartException | RuntimeException failed) {
            bank.close();
            throw failed;
        }
    }

    private static Options options(int calls) {
        return new Options(
                1,
                calls,
                false,
                true,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);
    }

    private void startHeadquarters(Options options, Consumer<String> news)
            throws IOException, InterruptedException, CannotStartException {
        Requirements.check(options);
        news.accept("starting headquarters with its own PostgreSQL and mosquitto");
        var headquarters = new Headquarters(places, children);
        hq = Optional.of(headquarters.start());
        var sample = new Sample(options, places);
        headquarters.campaign(sample.campaign());
        headquarters.imports(Sample.CAMPAIGN, sample.list());
        headquarters.release(Sample.CAMPAIGN, "a benchmark calls nobody");
    }

    /// Starts `count` stations that dial the SIP peer `sip`, each with a virtual headset. To be called once.
    public void startStations(int count, String sip) throws IOException, InterruptedException, CannotStartException {
        var stations = new Stations(places, children, hq.orElseThrow(), sip, true);
        opened.push(stations);
        for (int number = 1; number <= count; number++) {
            var id = Stations.id(number);
            stations.provision(id, "Bench " + number);
            stations.start(id, number, Optional.empty(), "virtual");
        }
    }

    /// The programs of the bank; a benchmark may add its own.
    public Children children() {
        return children;
    }

    /// Where headquarters' database is.
    public HqFile.Postgres postgres() {
        return hq.orElseThrow().postgres();
    }

    /// The panel's socket of the `number`th station, from 1.
    public Path panel(int number) {
        return places.panel(Stations.id(number));
    }

    /// The log of the `number`th station.
    public Path log(int number) {
        return places.log(Stations.id(number));
    }

    /// Temporary, deleted at the end.
    public Path folder() {
        return places.root();
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException goingDownAlready) {
            // The hook itself is running.
        }
    }

    private synchronized void end() {
        if (ended) {
            return;
        }
        ended = true;
        children.leave();
        // Stations first, so that their last words still find headquarters.
        children.stop(children.names("station"));
        children.stop(children.names("hq"));
        children.close();
        try {
            while (!opened.isEmpty()) {
                opened.pop().close();
            }
            places.close();
        } catch (Exception leftBehind) {
            System.err.println(
                    "hustings: not all of " + places.root() + " could be removed: " + leftBehind.getMessage());
        }
    }
}
