package org.hustings.demo.town;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.hustings.protocol.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The town as a process: runs until it is told to stop (SIGTERM, or an interrupt of [#run]'s thread).
@Command(
        name = "hustings-town",
        mixinStandardHelpOptions = true,
        description = "Simulated voters who answer SIP calls with real speech, each number by rule and seed.")
public final class TownMain implements Callable<Integer> {

    private static final int GOOD = 0;
    private static final int USAGE = 2;

    static {
        // Paths of the stack that log by themselves quote whole messages, and with them numbers.
        System.setProperty("org.slf4j.simpleLogger.log.gov.nist", "off");
    }

    private static final Logger LOG = LoggerFactory.getLogger(TownMain.class);

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:0",
            description = "Where to answer SIP, UDP and TCP; port 0 takes a free one. Default: ${DEFAULT-VALUE}")
    private String listen = "";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "town.jsonl",
            description = "The record, one line per call; an existing one is continued. Default: ${DEFAULT-VALUE}")
    private Path out = Path.of("town.jsonl");

    @Option(names = "--seed", defaultValue = "1", description = "Who behaves how. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--speed",
            defaultValue = "1",
            description = "Shrinks ring and talk times, never speech; answered calls last 2 s at least."
                    + " Default: ${DEFAULT-VALUE}")
    private double speed;

    @Option(names = "--captures", paramLabel = "DIR", description = "Keep what was heard in each call as WAV.")
    private Optional<Path> captures = Optional.empty();

    @Option(
            names = "--behaviours",
            paramLabel = "FILE",
            description = "TOML that sets numbers' behaviours: \"+44…\" = \"busy\", or a list, call by call.")
    private Optional<Path> behaviours = Optional.empty();

    @Option(
            names = "--ready-file",
            paramLabel = "FILE",
            description = "Written when the town can be called: {\"sip\":\"HOST:PORT\"}.")
    private Optional<Path> readyFile = Optional.empty();

    private TownMain() {}

    public static void main(String... args) {
        System.exit(run(args));
    }

    /// Runs the town and returns its exit code: 0 after a clean stop, 2 for usage and configuration, 1 for a bug.
    public static int run(String... args) {
        return new CommandLine(new TownMain()).execute(args);
    }

    @Override
    public Integer call() throws InterruptedException {
        Town town;
        try {
            var fixed =
                    behaviours.isPresent() ? FixedBehaviours.read(behaviours.get()) : Map.<String, List<Behaviour>>of();
            var options = new Town.Options(address(), out, seed, speed, captures, fixed);
            town = Town.open(options, Clock.systemUTC());
        } catch (IOException | IllegalArgumentException wrong) {
            System.err.println("hustings-town: " + wrong.getMessage());
            return USAGE;
        }
        return serve(town);
    }

    private int serve(Town town) throws InterruptedException {
        var stop = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        var hook = Thread.ofPlatform().unstarted(() -> {
            stop.countDown();
            awaitQuietly(stopped);
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try (town) {
            var sip =
                    town.sip().getAddress().getHostAddress() + ":" + town.sip().getPort();
            if (readyFile.isPresent()) {
                writeAtomically(readyFile.get(), Json.write(Map.of("sip", sip)));
            }
            LOG.info("the town answers SIP on {} (UDP, TCP)", sip);
            stop.await();
            return GOOD;
        } catch (InterruptedException told) {
            return GOOD;
        } catch (IOException wrong) {
            System.err.println("hustings-town: " + wrong.getMessage());
            return USAGE;
        } finally {
            stopped.countDown();
        }
    }

    /// The machine's shutdown waits here for the calls still running to be written.
    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private InetSocketAddress address() {
        int colon = listen.lastIndexOf(':');
        try {
            var host = InetAddress.getByName(listen.substring(0, Math.max(0, colon)));
            return new InetSocketAddress(host, Integer.parseInt(listen.substring(colon + 1)));
        } catch (UnknownHostException | IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "--listen " + listen + ": HOST:PORT is wanted, with a port of 0 to 65535, such as 127.0.0.1:0",
                    wrong);
        }
    }

    private static void writeAtomically(Path file, byte[] content) throws IOException {
        var half = file.resolveSibling(file.getFileName() + ".half");
        Files.write(half, content);
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
