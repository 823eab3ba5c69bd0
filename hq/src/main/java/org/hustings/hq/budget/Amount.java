package org.hustings.hq.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.regex.Pattern;

/// What a budget counts in: money, or minutes of talk. Whole numbers throughout, so that sums are exact.
/// Pure.
public sealed interface Amount {

    /// The unit of [Talk] in the database; that of [Money] is its currency.
    String MINUTES = "minutes";

    long MICROS = 1_000_000;
    long MILLIS_A_MINUTE = 60_000;

    /// Micro-units of a currency (ISO 4217).
    record Money(String currency, long value) implements Amount {

        public Money {
            currency = checkedCurrency(currency);
        }

        @Override
        public String unit() {
            return currency;
        }

        @Override
        public String decimal() {
            var exact = BigDecimal.valueOf(value, 6).stripTrailingZeros();
            return (exact.scale() < 2 ? exact.setScale(2) : exact).toPlainString();
        }

        @Override
        public String toString() {
            return decimal() + " " + currency;
        }
    }

    /// Milliseconds of talk.
    record Talk(long value) implements Amount {

        @Override
        public String unit() {
            return MINUTES;
        }

        @Override
        public String decimal() {
            return BigDecimal.valueOf(value)
                    .divide(BigDecimal.valueOf(MILLIS_A_MINUTE), 3, RoundingMode.HALF_UP)
                    .toPlainString();
        }

        @Override
        public String toString() {
            var seconds = Math.abs(value) % MILLIS_A_MINUTE / 1_000;
            return (value < 0 ? "-" : "") + Math.abs(value) / MILLIS_A_MINUTE + " min"
                    + (seconds == 0 ? "" : " " + seconds + " s");
        }
    }

    /// In the smallest unit: micro-units of the currency, or milliseconds.
    long value();

    String unit();

    /// In the unit: money exactly, minutes to the thousandth.
    String decimal();

    Pattern WRITTEN = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?) ?([A-Za-z]+)");

    /// Reads `500.00 EUR` or `1000 min`. Throws an [IllegalArgumentException] that says how amounts are
    /// written.
    static Amount parse(String text) {
        var parts = WRITTEN.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("an amount is written like 500.00 EUR or 1000 min");
        }
        var number = new BigDecimal(parts.group(1));
        var unit = parts.group(2);
        return switch (unit) {
            case "min", MINUTES -> new Talk(exact(number, MILLIS_A_MINUTE));
            default -> new Money(unit, exact(number, MICROS));
        };
    }

    static Amount of(String unit, long value) {
        return unit.equals(MINUTES) ? new Talk(value) : new Money(unit, value);
    }

    /// Micro-units of a price such as `0.012`. Throws an [IllegalArgumentException] when it has more than six
    /// decimals.
    static long micros(String price) {
        if (!price.matches("\\d{1,9}(\\.\\d{1,6})?")) {
            throw new IllegalArgumentException("a price is written like 0.012, with six decimals at most");
        }
        return exact(new BigDecimal(price), MICROS);
    }

    static String checkedCurrency(String code) {
        try {
            return Currency.getInstance(code).getCurrencyCode();
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "\"" + code + "\" is no unit: write min, or a currency's three capital letters such as EUR",
                    unknown);
        }
    }

    private static long exact(BigDecimal number, long smallest) {
        try {
            return number.multiply(BigDecimal.valueOf(smallest)).longValueExact();
        } catch (ArithmeticException odd) {
            throw new IllegalArgumentException(number + " cannot be counted exactly; use fewer decimals", odd);
        }
    }
}
