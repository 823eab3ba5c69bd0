package org.hustings.hq.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hustings.protocol.LeaseAnswer.Reason;

/// What stands between one office and another call: its own limit and those of the offices above it. Pure.
///
/// A lease is granted while something is left of each limit, whatever the lease may come to cost. So the last
/// one may go beyond the wall by its own hold, and nothing goes further.
public record Wall(long office, List<Limit> limits, Prices prices) {

    /// Within so many holds of the wall, grants wait for each other; further away, all that are under way at
    /// one time cannot reach it.
    static final int NEAR_HOLDS = 100;

    /// What is left of one office's budget, charges and holds taken off: micro-units or milliseconds.
    public record Limit(long office, String unit, long available) {

        private long of(Hold hold) {
            return isMoney() ? hold.micros() : hold.talkMs();
        }

        private boolean isMoney() {
            return !unit.equals(Amount.MINUTES);
        }
    }

    /// The tariff in force. `dearestMicros`: the most that one call can cost; 0 without a tariff.
    public record Prices(boolean isThere, long dearestMicros) {}

    /// The most that one lease can come to cost.
    public record Hold(long micros, long talkMs) {}

    public Wall {
        limits = List.copyOf(limits);
    }

    /// Nobody limits this office: nothing need be held.
    public boolean isFree() {
        return limits.isEmpty();
    }

    /// Why no lease passes. Empty: one does, and perhaps more. What is spent may come back: calls under way give back
    /// what they did not need.
    public Optional<Reason> refusal() {
        if (needsPrices() && !prices.isThere()) {
            return Optional.of(Reason.NO_TARIFF);
        }
        return isSpent() ? Optional.of(Reason.BUDGET_SPENT) : Optional.empty();
    }

    public boolean isSpent() {
        return limits.stream().anyMatch(limit -> limit.available() <= 0);
    }

    /// A cost that nobody knows cannot be kept within a limit in money.
    public boolean needsPrices() {
        return limits.stream().anyMatch(Limit::isMoney);
    }

    boolean isNear() {
        var dearest = new Hold(prices.dearestMicros(), Rate.TALK_MAX.toMillis());
        return limits.stream().anyMatch(limit -> limit.available() <= NEAR_HOLDS * limit.of(dearest));
    }

    /// How many of these, in this order, may be granted.
    int admits(List<Hold> holds) {
        var wall = this;
        for (int count = 0; count < holds.size(); count++) {
            if (wall.isSpent()) {
                return count;
            }
            wall = wall.less(List.of(holds.get(count)));
        }
        return holds.size();
    }

    /// After these were held.
    Wall less(List<Hold> holds) {
        var rest = new ArrayList<Limit>();
        for (var limit : limits) {
            var held = holds.stream().mapToLong(limit::of).sum();
            rest.add(new Limit(limit.office(), limit.unit(), limit.available() - held));
        }
        return new Wall(office, rest, prices);
    }

    /// The shares of a budget, in percent, that are told when they are spent.
    static final List<Integer> TOLD = List.of(50, 80, 100);

    /// The highest share that is spent and was not told yet; 0 if there is none. `told`: the highest that
    /// was.
    static int toTell(long granted, long charged, int told) {
        return TOLD.reversed().stream()
                .filter(share -> share > told && charged * 100 >= granted * share)
                .findFirst()
                .orElse(0);
    }
}
