package org.hustings.hq.budget;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.hustings.hq.budget.Rate.Direction;

/// What calls cost, by prefix: the longest one wins. Pure.
public record Tariff(String currency, List<Rate> rates) {

    /// The longest price lists of carriers have some 60,000 prefixes.
    static final int RATES_MAX = 100_000;

    public Tariff {
        currency = Amount.checkedCurrency(currency);
        rates = List.copyOf(rates);
        if (rates.isEmpty() || rates.size() > RATES_MAX) {
            throw new IllegalArgumentException(
                    "there are " + rates.size() + " rates but must be between 1 and " + RATES_MAX);
        }
        record Key(Direction direction, String prefix) {}
        var seen = new HashSet<Key>();
        for (var rate : rates) {
            if (!seen.add(new Key(rate.direction(), rate.prefix()))) {
                throw new IllegalArgumentException("prefix \"" + rate.prefix() + "\" stands there twice");
            }
        }
    }

    /// The rate of a number in E.164; empty if no prefix covers it.
    public Optional<Rate> rateOf(Direction direction, String number) {
        return rates.stream()
                .filter(rate -> rate.direction() == direction && number.startsWith(rate.prefix()))
                .max((one, other) ->
                        Integer.compare(one.prefix().length(), other.prefix().length()));
    }

    /// Of an answered call that was made; empty if no prefix covers the number.
    public Optional<Amount.Money> cost(String number, Duration talk) {
        return rateOf(Direction.OUTGOING, number).map(rate -> new Amount.Money(currency, rate.cost(talk)));
    }

    /// What the longest call costs at its dearest rate, in micro-units.
    long dearestMicros() {
        return rates.stream()
                .filter(rate -> rate.direction() == Direction.OUTGOING)
                .mapToLong(rate -> rate.cost(Rate.TALK_MAX))
                .max()
                .orElse(0);
    }
}
