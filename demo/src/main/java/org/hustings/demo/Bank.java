package org.hustings.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.hustings.demo.judge.HqRecords;
import org.hustings.demo.processes.Children;
import org.hustings.demo.processes.Endpoints;
import org.hustings.demo.robots.Diary;
import org.hustings.demo.robots.Robot;
import org.hustings.demo.robots.Tickets;
import org.hustings.protocol.CallId;
import org.hustings.protocol.Mode;
import org.hustings.provisioning.HqFile;

/// The phone bank: every part of it, built from top to bottom and closed in reverse. Stations call once it is open.
final class Bank implements AutoCloseable {

    /// Everything that was opened, last one first.
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    private final Options options;
    private final Mode mode;
    private final Places places;
    private final News news;
    private final BooleanSupplier isStopped;
    private final Children children;
    private final Tickets tickets;
    private final Diary diary = new Diary();
    private final List<Robot> robots = new CopyOnWriteArrayList<>();
    private final Set<String> withRealHeadset = new HashSet<>();
    private volatile Optional<Endpoints> endpoints = Optional.empty();
    private List<Children.Running> listed = List.of();
    private final Instant since = Instant.now();
    private final Parts parts;

    private record Parts(Headquarters headquarters, HqFile hq, Stations stations, Scoreboard scoreboard) {}

    Bank(Options options, Places places, News news) throws IOException, InterruptedException, CannotStartException {
        this(options, places, news, () -> false);
    }

    Bank(Options options, Places places, News news, BooleanSupplier isStopped)
            throws IOException, InterruptedException, CannotStartException {
        this(options, places, news, isStopped, Mode.PRESS);
    }

    /// `mode` is how the campaign's dials begin. Throws when something is missing, or when `isStopped` says so between
    /// two steps; what was started by then is ended again.
    Bank(Options options, Places places, News news, BooleanSupplier isStopped, Mode mode)
            throws IOException, InterruptedException, CannotStartException {
        this.isStopped = isStopped;
        this.options = options;
        this.mode = mode;
        this.places = places;
        this.news = news;
        this.tickets = new Tickets(options.calls());
        this.children = opened(new Children(news::tell, this::writeEndpoints));
        try {
            this.parts = open();
        } catch (IOException | InterruptedException | CannotStartException | RuntimeException failed) {
            close();
            throw failed;
        }
    }

    private Parts open() throws IOException, InterruptedException, CannotStartException {
        Requirements.check(options);
        news.tell("starting headquarters with its own PostgreSQL and mosquitto (the first time takes a little longer)");
        var headquarters = new Headquarters(places, children);
        var hq = headquarters.start();
        goOn();
        var sample = new Sample(options, places, mode);
        headquarters.campaign(sample.campaign());
        headquarters.imports(Sample.CAMPAIGN, sample.list());
        headquarters.release(
                Sample.CAMPAIGN,
                options.list().isPresent()
                        ? "whoever started the demo gave it a list of their own"
                        : "the demo's voters are simulated");
        var sip = options.sip().orElse("");
        goOn();
        if (options.hasTown()) {
            news.tell("starting the town");
            sip = new TownProcess(places, children).start(options.speed(), options.seed());
        }
        var stations = opened(new Stations(places, children, hq, sip, options.hasTown()));
        var scoreboard = new Scoreboard(
                new HqRecords(
                        hq.postgres().url(),
                        hq.postgres().user(),
                        hq.postgres().password(),
                        station -> places.station(station).resolve("station.crt")),
                places.town(),
                places::captures,
                diary,
                tickets,
                since,
                withRealHeadset,
                this::callsOnDesks);
        children.onDeath((program, at) -> scoreboard.died(program.substring(program.lastIndexOf(' ') + 1), at));
        stations.provision(Stations.SPARE, "Spare");
        endpoints = Optional.of(describe(hq, sip));
        news.tell("starting " + options.stations() + " stations");
        start(stations);
        writeEndpoints();
        return new Parts(headquarters, hq, stations, scoreboard);
    }

    private void goOn() throws InterruptedException {
        if (isStopped.getAsBoolean()) {
            throw new InterruptedException("stopped before the phone bank was open");
        }
    }

    private void start(Stations stations) throws IOException, InterruptedException, CannotStartException {
        var display = options.headless() ? Optional.<Display>empty() : Optional.of(opened(Display.find()));
        display.filter(Display::isVirtual)
                .ifPresent(virtual -> news.tell("no screen here: station 1 shows on the virtual one " + virtual.name()
                        + " (look at it with: import -display " + virtual.name() + " -window root picture.png)"));
        for (int number = 1; number <= options.stations(); number++) {
            goOn();
            var id = Stations.id(number);
            stations.provision(id, "Ashford " + number);
            var window = number == 1 ? display : Optional.<Display>empty();
            var real = window.isPresent() && Requirements.hasSound();
            if (real) {
                withRealHeadset.add(id);
                news.tell("station 1 speaks and listens through your own headset");
            }
            stations.start(id, number, window, real ? "pulse" : "virtual");
            robots.add(opened(new Robot(
                    id,
                    places.panel(id),
                    options.speed(),
                    new SplittableRandom(options.seed() * 1_000 + number),
                    tickets,
                    diary)));
        }
    }

    private Endpoints describe(HqFile hq, String sip) {
        var spare = places.station(Stations.SPARE);
        return new Endpoints(
                new Endpoints.Web(hq.web().url(), hq.web().user(), hq.web().password()),
                new Endpoints.Postgres(
                        // As psql and most drivers spell it; Java's wants "jdbc:" before it.
                        hq.postgres().url().replaceFirst("^jdbc:", ""),
                        hq.postgres().user(),
                        hq.postgres().password()),
                new Endpoints.Mqtt(
                        hq.mqtt().host(),
                        hq.mqtt().port(),
                        hq.mqtt().caFile(),
                        new Endpoints.Identity(
                                hq.mqtt().operator().certFile(),
                                hq.mqtt().operator().keyFile()),
                        new Endpoints.Spare(
                                Stations.SPARE,
                                spare.resolve("station.crt").toString(),
                                spare.resolve("station.key").toString())),
                new Endpoints.Sip(sip),
                List.of());
    }

    /// The file names the processes that are. Called whenever one of ours was started again, from any thread, and once
    /// a second: headquarters' own children come and go without a word to us.
    synchronized void writeEndpoints() {
        var running = processes();
        if (endpoints.isEmpty() || running.equals(listed)) {
            return;
        }
        try {
            endpoints.get().with(running).write(places.endpoints());
            listed = running;
        } catch (IOException full) {
            // A disk without room must not keep a program from being started again.
            news.tell(places.endpoints() + " could not be written: " + full.getMessage());
        }
    }

    /// Our own children, and those of headquarters.
    List<Children.Running> processes() {
        var all = new ArrayList<>(children.running());
        new Headquarters(places, children)
                .told()
                .ifPresent(hq -> hq.processes()
                        .forEach(child -> all.add(new Children.Running(child.role(), child.role(), child.pid()))));
        return all;
    }

    private Set<String> callsOnDesks() {
        return robots.stream()
                .flatMap(robot -> robot.shown().stream())
                .flatMap(view -> view.call().stream())
                .map(CallId::toString)
                .collect(Collectors.toSet());
    }

    Children children() {
        return children;
    }

    Scoreboard scoreboard() {
        return parts.scoreboard();
    }

    Stations stations() {
        return parts.stations();
    }

    HqFile hq() {
        return parts.hq();
    }

    Headquarters headquarters() {
        return parts.headquarters();
    }

    Tickets tickets() {
        return tickets;
    }

    Diary diary() {
        return diary;
    }

    List<Robot> robots() {
        return List.copyOf(robots);
    }

    Path root() {
        return places.root();
    }

    private <T extends AutoCloseable> T opened(T part) {
        opened.push(part);
        return part;
    }

    @Override
    public void close() {
        children.leave();
        endpoints = Optional.empty();
        robots.forEach(Robot::close);
        // Stations first, so that their last words still find headquarters.
        children.stop(children.names("station"));
        children.stop(children.names("town"));
        children.stop(children.names("hq"));
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception closing) {
                news.tell("while closing: " + closing);
            }
        }
    }
}
