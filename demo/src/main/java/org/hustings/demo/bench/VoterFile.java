package org.hustings.demo.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/// A voter file of a state for the import benchmark: two people to a household on average, three households of ten with
/// one telephone for all, in the order of the addresses as registrars keep it. The numbers are of nobody we know and
/// nobody dials them: the benchmark's bank has no station.
final class VoterFile {

    /// Of Florida; line numbers are dealt out over all exchanges.
    private static final int[] AREAS = {305, 321, 352, 386, 407, 561, 727, 754, 772, 786, 813, 850, 863, 904, 941, 954};

    private static final int EXCHANGE_FIRST = 200;
    private static final int EXCHANGES = 800;
    private static final int LINES = 10_000;
    /// Spreads neighbours over the numbers; has no factor in common with how many there are.
    private static final long STEP = 7_368_787;

    private static final int HOUSEHOLD_MAX = 3;
    private static final double SHARED = 0.3;
    private static final int TOWNS = 400;
    private static final int HOUSES = 120;

    private static final List<String> GIVEN = List.of(
            "Ada", "Bruno", "Clara", "Dora", "Emil", "Fay", "Gus", "Hana", "Ines", "José", "Kim", "Leo", "Mia", "Noor",
            "Otis", "Pia", "Quinn", "Rosa", "Sven", "Tess");
    private static final List<String> FAMILY = List.of(
            "Woods", "Hill", "Lake", "Moor", "Fen", "Dale", "Glen", "Firth", "Reed", "Marsh", "Stone", "Brook", "Field",
            "Heath", "Ford", "Park", "Müller", "Núñez", "Castle", "Bridge");

    private VoterFile() {}

    /// The same people for the same `people`.
    static void write(Path file, int people) throws IOException {
        var dice = new SplittableRandom(people);
        try (var out = new PrintStream(
                new BufferedOutputStream(Files.newOutputStream(file), 1 << 16), false, StandardCharsets.UTF_8)) {
            out.print("voter id,first name,last name,phone,address,zip,city,state\n");
            for (int person = 0, household = 0; person < people; household++) {
                var size = Math.min(people - person, 1 + dice.nextInt(HOUSEHOLD_MAX));
                var shared = dice.nextDouble() < SHARED;
                var family = FAMILY.get(dice.nextInt(FAMILY.size()));
                var first = person;
                for (int member = 0; member < size; member++, person++) {
                    out.print("FL" + (100_000_000 + person) + ",");
                    out.print(GIVEN.get(dice.nextInt(GIVEN.size())) + " " + member + "," + family + ",");
                    out.print(number(shared ? first : person) + ",");
                    out.print((household % HOUSES + 1) + " Street " + household / HOUSES + ",");
                    out.print((32_000 + household % TOWNS) + ",Town " + household / HOUSES % TOWNS + ",FL\n");
                }
            }
            if (out.checkError()) {
                throw new IOException("cannot write " + file + "; is the disk full?");
            }
        }
    }

    private static String number(long person) {
        var place = person * STEP % ((long) AREAS.length * EXCHANGES * LINES);
        var line = place % LINES;
        var exchange = EXCHANGE_FIRST + place / LINES % EXCHANGES;
        var area = AREAS[(int) (place / LINES / EXCHANGES)];
        return String.format("(%d) %d-%04d", area, exchange, line);
    }
}
