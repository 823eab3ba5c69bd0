package org.hustings.demo.town;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hustings.demo.town.media.RtpRoom;
import org.hustings.demo.town.media.Voices;
import org.hustings.demo.town.sip.Exchange;

/// The town's parts, put together from top to bottom and closed in reverse.
public final class Town implements AutoCloseable {

    /// `listen` with port 0 takes a free port; `captures` keeps what was heard as WAV; `fixed` sets behaviours of
    /// numbers, call by call, the last one for ever. `speed` shrinks talk and ring times.
    public record Options(
            InetSocketAddress listen,
            Path record,
            long seed,
            double speed,
            Optional<Path> captures,
            Map<String, List<Behaviour>> fixed) {}

    private final Path scratch;
    private final RtpRoom room;
    private final CallBook book;
    private final Switchboard switchboard;
    private final Exchange exchange;

    private Town(Path scratch, Options options, Patience patience, Voices voices, Clock clock) throws IOException {
        this.scratch = scratch;
        var townsfolk = new Townsfolk(options.seed(), new Pace(options.speed()), options.fixed());
        var record = TownRecord.open(options.record());
        var earlier = TownRecord.callsByNumber(TownRecord.read(options.record()));
        book = new CallBook(record, scratch, options.captures());
        room = new RtpRoom(options.listen().getAddress());
        try {
            room.rehearse(voices.silence(), scratch);
        } catch (IOException noSound) {
            room.close();
            book.close();
            throw noSound;
        }
        switchboard = new Switchboard(townsfolk, voices, room, book, earlier, patience, clock);
        try {
            exchange = Exchange.open(options.listen(), switchboard);
        } catch (IOException taken) {
            switchboard.close();
            room.close();
            book.close();
            throw taken;
        }
    }

    /// Builds the town and opens its exchange: from here on it can be called. Throws an [IOException] with one clear
    /// message when a program is missing, the address is taken or the record cannot be written.
    public static Town open(Options options, Clock clock) throws IOException, InterruptedException {
        // Before the second or two that the voices take.
        Exchange.requireFree(options.listen());
        var scratch = Files.createTempDirectory("hustings-town");
        try {
            var voices = Voices.record(scratch.resolve("voices"));
            return new Town(scratch, options, Patience.USUAL, voices, clock);
        } catch (IOException | InterruptedException | RuntimeException failed) {
            delete(scratch);
            throw failed;
        }
    }

    /// The same with voices made earlier, and patience of a test's length.
    static Town open(Options options, Patience patience, Voices voices, Clock clock) throws IOException {
        return new Town(Files.createTempDirectory("hustings-town"), options, patience, voices, clock);
    }

    /// Where SIP is answered, over UDP and TCP.
    public InetSocketAddress sip() {
        return exchange.local();
    }

    /// Hangs up, writes the calls that were still running, and leaves nothing behind but the record and captures.
    @Override
    public void close() throws IOException {
        switchboard.close();
        exchange.close();
        room.close();
        book.close();
        delete(scratch);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
