package org.hustings.hq.budget;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.hustings.hq.budget.Rate.Direction;
import org.hustings.protocol.WrongSettingException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.toml.TomlMapper;

/// A tariff as a carrier or an operator writes it: TOML (`currency`, and a `[[rates]]` for each prefix), or
/// CSV with a column of the same name for each key, the currency in each row.
final class TariffFile {

    private static final TomlMapper TOML = TomlMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final Pattern INCREMENTS = Pattern.compile("(\\d{1,4})/(\\d{1,4})");
    private static final List<String> COLUMNS =
            List.of("prefix", "direction", "connectionFee", "perMinute", "increments", "currency");
    /// A hundred thousand rates of some 60 letters; more is another file.
    private static final long BYTES_MAX = 16L * 1024 * 1024;

    private TariffFile() {}

    private record Written(
            @Nullable String currency, @Nullable List<Line> rates) {}

    /// Left out: outgoing, no fee, by the minute.
    private record Line(
            @Nullable String prefix,
            @Nullable String direction,
            @Nullable String connectionFee,
            @Nullable String perMinute,
            @Nullable String increments) {

        Rate rate() {
            var parts = INCREMENTS.matcher(Objects.requireNonNullElse(increments, "60/60"));
            if (!parts.matches()) {
                throw new IllegalArgumentException("increments is \"" + increments
                        + "\" but must be the first and the next increment in seconds, such as 60/60 or 30/6");
            }
            return new Rate(
                    directionOf(),
                    given("prefix", prefix),
                    price("connectionFee", Objects.requireNonNullElse(connectionFee, "0")),
                    price("perMinute", given("perMinute", perMinute)),
                    Integer.parseInt(parts.group(1)),
                    Integer.parseInt(parts.group(2)));
        }

        private Direction directionOf() {
            return switch (Objects.requireNonNullElse(direction, "outgoing")) {
                case "outgoing" -> Direction.OUTGOING;
                case "incoming" -> Direction.INCOMING;
                default ->
                    throw new IllegalArgumentException(
                            "direction is \"" + direction + "\"; allowed: outgoing, incoming");
            };
        }
    }

    /// Throws a [WrongSettingException] that names the file, the line or rate, the key, the value and the
    /// cure.
    static Tariff read(Path file) {
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw new WrongSettingException(
                        file + " has " + Files.size(file) + " bytes but a tariff at most " + BYTES_MAX);
            }
            return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv") ? csv(file) : toml(file);
        } catch (NoSuchFileException missing) {
            throw new WrongSettingException("there is no file " + file);
        } catch (IOException unreadable) {
            throw new WrongSettingException("cannot read " + file + ": " + unreadable.getMessage());
        } catch (JacksonException | CsvParseException | IllegalArgumentException refused) {
            throw new WrongSettingException(file + ": " + reason(refused));
        }
    }

    private static Tariff toml(Path file) throws IOException {
        var written = TOML.readValue(Files.readString(file), Written.class);
        if (written == null) {
            throw new IllegalArgumentException("it is empty");
        }
        var rates = new ArrayList<Rate>();
        var lines = Objects.requireNonNullElse(written.rates(), List.<Line>of());
        for (var line : lines) {
            rates.add(checked("rate " + (rates.size() + 1), line));
        }
        return new Tariff(given("currency", written.currency()), rates);
    }

    private static Tariff csv(Path file) throws IOException {
        var rates = new ArrayList<Rate>();
        var currency = "";
        try (var records = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (var row : records) {
                var place = "line " + row.getStartingLineNumber();
                refuseUnknown(row);
                var own = given(place + ": currency", field(row, "currency"));
                if (!currency.isEmpty() && !currency.equals(own)) {
                    throw new IllegalArgumentException(
                            place + ": currency is " + own + " but was " + currency + "; a tariff has one currency");
                }
                currency = own;
                rates.add(checked(
                        place,
                        new Line(
                                field(row, "prefix"),
                                field(row, "direction"),
                                field(row, "connectionFee"),
                                field(row, "perMinute"),
                                field(row, "increments"))));
            }
        }
        if (rates.isEmpty()) {
            throw new IllegalArgumentException("it has no rates");
        }
        return new Tariff(currency, rates);
    }

    private static void refuseUnknown(NamedCsvRecord row) {
        for (var column : row.getHeader()) {
            if (!COLUMNS.contains(column)) {
                throw new IllegalArgumentException(
                        "unknown column \"" + column + "\"; allowed are " + String.join(", ", COLUMNS));
            }
        }
    }

    private static @Nullable String field(NamedCsvRecord row, String column) {
        return row.findField(column)
                .filter(text -> !text.isBlank())
                .map(String::strip)
                .orElse(null);
    }

    private static Rate checked(String place, Line line) {
        try {
            return line.rate();
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(place + ": " + refused.getMessage(), refused);
        }
    }

    private static long price(String key, String text) {
        try {
            return Amount.micros(new BigDecimal(text).toPlainString());
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(
                    key + " is \"" + text + "\": a price is written like 0.012, with six decimals at most", refused);
        }
    }

    private static String given(String key, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value;
    }

    private static String reason(RuntimeException refused) {
        if (!(refused instanceof JacksonException unreadable)) {
            return String.valueOf(refused.getMessage());
        }
        var at = unreadable.getLocation();
        var key = unreadable instanceof DatabindException databind
                        && !databind.getPath().isEmpty()
                ? "key " + databind.getPath().getLast().getPropertyName() + ": "
                : "";
        return key
                + unreadable.getOriginalMessage()
                + (at == null || at.getLineNr() < 1 ? "" : " (line " + at.getLineNr() + ")");
    }
}
