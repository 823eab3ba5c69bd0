package org.hustings.hq.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hustings.hq.Bank;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class GroupingTest {

    private static final int PEOPLE = 5_000;

    @TempDir
    private Path folder;

    private record Voter(String phone, String mobile, String house) {
        List<String> keys() {
            return mobile.isEmpty() ? List.of(phone, house) : List.of(phone, mobile, house);
        }
    }

    /// In whatever order a file names them: compared with the plainest union of sets there is.
    @Test
    void unitsAreTheConnectedComponentsOfHouseholdAndNumber() {
        var seed = System.nanoTime();
        System.out.println("seed " + seed);
        var voters = voters(new SplittableRandom(seed));
        try (var bank = new Bank(folder)) {
            var result = bank.list(csv(voters));

            var units = Jdbi.create(bank.database.source())
                    .withHandle(handle -> handle.createQuery("select unit from contacts order by num")
                            .mapTo(Integer.class)
                            .list());
            var first = components(voters);
            assertThat(units).isEqualTo(first);
            assertThat(result.units()).isEqualTo(first.stream().distinct().count());
            assertThat(bank.database.count("select count(*) from dial_units where state = 'ready' and contact = id"))
                    .isEqualTo(result.units());
            assertThat(bank.database.count("select count(*) from dial_units")).isEqualTo(result.units());
        }
    }

    private static List<Voter> voters(SplittableRandom dice) {
        return IntStream.range(0, PEOPLE)
                .mapToObj(n -> new Voter(
                        String.format("0207946%04d", dice.nextInt(8_000)),
                        dice.nextInt(4) == 0 ? String.format("07700900%03d", dice.nextInt(1_000)) : "",
                        dice.nextInt(6_000) + " Mill Lane"))
                .toList();
    }

    private static String csv(List<Voter> voters) {
        var csv = new StringBuilder("id,name,phone,mobile,address\n");
        for (int n = 0; n < voters.size(); n++) {
            var voter = voters.get(n);
            csv.append(n)
                    .append(",Voter ")
                    .append(n)
                    .append(',')
                    .append(String.join(",", voter.phone(), voter.mobile(), voter.house()))
                    .append('\n');
        }
        return csv.toString();
    }

    /// For each voter the number of the first of theirs; numbers count from 1.
    private static List<Integer> components(List<Voter> voters) {
        var first =
                new ArrayList<>(IntStream.rangeClosed(1, voters.size()).boxed().toList());
        for (var moved = true; moved; ) {
            moved = false;
            var least = new java.util.HashMap<String, Integer>();
            for (int n = 0; n < voters.size(); n++) {
                for (var key : voters.get(n).keys()) {
                    least.merge(key, first.get(n), Math::min);
                }
            }
            for (int n = 0; n < voters.size(); n++) {
                for (var key : voters.get(n).keys()) {
                    if (least.get(key) < first.get(n)) {
                        first.set(n, least.get(key));
                        moved = true;
                    }
                }
            }
        }
        return first;
    }

    @Test
    void aTableOfManyKeysKeepsThemAllWhereverItLies() {
        try (var table = new KeyTable(folder)) {
            var dice = new SplittableRandom(7);
            for (int n = 0; n < 1_000_000; n++) {
                table.put(dice.nextLong(), n);
            }
            var again = new SplittableRandom(7);
            for (int n = 0; n < 1_000_000; n++) {
                assertThat(table.get(again.nextLong()) == n).isTrue();
            }
            assertThat(table.get(dice.nextLong())).isEqualTo(KeyTable.NOTHING);
            assertThat(folder).isEmptyDirectory();
        }
    }
}
