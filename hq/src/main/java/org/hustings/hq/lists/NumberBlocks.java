package org.hustings.hq.lists;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hustings.hq.lists.Numbers.Reading;
import org.jspecify.annotations.Nullable;

/// What is known of a number's block: numbering plans hand out a thousand numbers at once, in North America ten
/// thousand, so the last digits of a number of usual length decide nothing about it. A list has few blocks and many
/// numbers, and the library takes thirty times as long as this memory. `NumbersTest` holds both against each other.
///
/// Safe from any thread.
final class NumberBlocks {

    /// 40 MB at most; numbers of further blocks are asked of the library.
    private static final int BLOCKS_MAX = 1 << 18;

    private static final int THOUSAND = 1_000;
    private static final int TEN_THOUSAND = 10_000;
    /// Shorter ones are special: some plans list them one by one.
    private static final int DIGITS_MIN = 9;

    private static final int DIGITS_MAX = 11;

    /// Country codes whose blocks were looked at, with the trunk prefix that is not dialled from abroad and the size of
    /// a
    /// block.
    private record Plan(int countryCode, char trunk, int block) {}

    private static final Map<String, Plan> PLANS = Map.of(
            "US", new Plan(1, '1', TEN_THOUSAND),
            "CA", new Plan(1, '1', TEN_THOUSAND),
            "FR", new Plan(33, '0', THOUSAND),
            "GB", new Plan(44, '0', THOUSAND),
            "DE", new Plan(49, '0', THOUSAND),
            "CH", new Plan(41, '0', THOUSAND));

    /// A number as far as it can be understood without the library; `known` is what its block is like, if that has
    /// been asked before.
    record Block(long key, String e164, @Nullable Reading known) {}

    private final Map<Long, Reading> memory = new ConcurrentHashMap<>();
    private final @Nullable Plan home;

    /// `region` is the country of numbers without a country code.
    NumberBlocks(String region) {
        this.home = PLANS.get(region);
    }

    /// Empty if only the library can tell what the text means.
    Optional<Block> find(String text) {
        long digits = 0;
        var count = 0;
        var trunk = 0;
        var abroad = !text.isEmpty() && text.charAt(0) == '+';
        for (int place = abroad ? 1 : 0; place < text.length(); place++) {
            var c = text.charAt(place);
            if (c >= '0' && c <= '9') {
                if (count == 0 && !abroad && home != null && c == home.trunk() && trunk == 0) {
                    trunk++;
                    continue;
                }
                digits = digits * 10 + (c - '0');
                if (++count > DIGITS_MAX + 2) {
                    return Optional.empty();
                }
            } else if (" -.()/\u00A0".indexOf(c) < 0) {
                return Optional.empty();
            }
        }
        return abroad ? fromAbroad(digits, count) : fromHome(digits, count, trunk);
    }

    private Optional<Block> fromHome(long digits, int count, int trunk) {
        // In plans with the trunk prefix 0 a number without it may be a local one.
        return home == null || (trunk == 0 && home.trunk() == '0') ? Optional.empty() : block(home, digits, count);
    }

    private Optional<Block> fromAbroad(long digits, int count) {
        for (var plan : PLANS.values()) {
            var codeDigits = plan.countryCode() < 10 ? 1 : 2;
            var power = power(count - codeDigits);
            if (count > codeDigits && digits / power == plan.countryCode()) {
                return block(plan, digits % power, count - codeDigits);
            }
        }
        return Optional.empty();
    }

    private Optional<Block> block(Plan plan, long national, int count) {
        // A leading zero here is a trunk prefix after the country code, as in +44 (0)20.
        if (count < DIGITS_MIN || count > DIGITS_MAX || national < power(count - 1)) {
            return Optional.empty();
        }
        var key = (national / plan.block() * 100 + count) * 100 + plan.countryCode();
        return Optional.of(new Block(key, "+" + plan.countryCode() + national, memory.get(key)));
    }

    void remember(Block block, Reading reading) {
        if (memory.size() < BLOCKS_MAX) {
            memory.put(block.key(), reading);
        }
    }

    private static long power(int digits) {
        long power = 1;
        for (int n = 0; n < digits; n++) {
            power *= 10;
        }
        return power;
    }
}
