package org.hustings.hq.lists;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hustings.hq.lists.RowReader.Person;
import org.hustings.hq.rules.Jurisdiction;
import org.hustings.protocol.Json;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Streams people into a temporary table by COPY, a buffer at a time. Cancelled unless [#finish()] was called.
final class Staging implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final CopyIn copy;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(2 * BUFFER_BYTES);

    private Staging(CopyIn copy) {
        this.copy = copy;
    }

    /// Joins the connection's transaction; the table is gone when it ends.
    static Staging begin(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    create temporary table staged (
                      line bigint primary key, external_id text, given_name text not null, family_name text not null,
                      phone text not null, number_type text not null, number_key bytea not null,
                      name_key text not null, household_key bytea, language text not null, time_zone text not null,
                      time_zones text[] not null, jurisdictions text[] not null, consented boolean not null,
                      constituency text, screened_on date, others jsonb, corner integer,
                      address text, town text not null, consent text, why text, fields jsonb not null,
                      contact bigint) on commit drop""");
        }
        return new Staging(connection.unwrap(PGConnection.class).getCopyAPI().copyIn("""
                        copy staged (line, external_id, given_name, family_name, phone, number_type, number_key,
                          name_key, household_key, language, time_zone, time_zones, jurisdictions, consented, constituency,
                          screened_on, others, address, town, consent, why, fields)
                        from stdin"""));
    }

    void add(long line, Person person) throws SQLException {
        var row = new StringBuilder(256).append(line);
        maybe(row, person.externalId());
        text(row, person.givenName());
        text(row, person.familyName());
        var line1 = person.lines().getFirst();
        text(row, line1.number().phone().e164());
        text(row, line1.number().type().name().toLowerCase(Locale.ROOT));
        bytes(row, Optional.of(line1.key()));
        text(row, person.nameKey());
        bytes(row, person.householdKey());
        text(row, person.language());
        text(row, line1.subject().zones().getFirst().getId());
        array(row, line1.subject().zones());
        array(row, line1.subject().jurisdictions());
        text(row, Boolean.toString(line1.subject().consent()));
        maybe(row, line1.subject().constituency().orElse(""));
        maybe(row, line1.subject().screenedOn().map(LocalDate::toString).orElse(""));
        others(row, person);
        maybe(row, person.address());
        text(row, person.town());
        maybe(row, person.consent());
        maybe(row, person.why());
        text(row, new String(Json.write(person.fields()), StandardCharsets.UTF_8));
        row.append('\n');
        buffer.writeBytes(row.toString().getBytes(StandardCharsets.UTF_8));
        if (buffer.size() >= BUFFER_BYTES) {
            flush();
        }
    }

    /// The person's other numbers, for the few who have some. The first is among them, at place 0.
    private static void others(StringBuilder row, Person person) {
        if (person.lines().size() == 1) {
            maybe(row, "");
            return;
        }
        var others = person.lines().stream()
                .map(line -> new Other(
                        line.number().phone().e164(),
                        line.number().type().name().toLowerCase(Locale.ROOT),
                        line.key(),
                        line.subject().zones().stream().map(ZoneId::getId).toList(),
                        line.subject().jurisdictions().stream()
                                .map(Jurisdiction::code)
                                .toList()))
                .toList();
        text(row, new String(Json.write(others), StandardCharsets.UTF_8));
    }

    /// A number of several, as its row in the staged table's `others`.
    private record Other(
            String phone, String numberType, String key, List<String> timeZones, List<String> jurisdictions) {}

    /// Zones and jurisdictions have no character that an array would need escaped.
    private static void array(StringBuilder row, List<?> values) {
        text(row, values.stream().map(Object::toString).collect(Collectors.joining(",", "{", "}")));
    }

    void finish() throws SQLException {
        flush();
        copy.endCopy();
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void flush() throws SQLException {
        copy.writeToCopy(buffer.toByteArray(), 0, buffer.size());
        buffer.reset();
    }

    private static void maybe(StringBuilder row, String value) {
        if (value.isEmpty()) {
            row.append("\t\\N");
        } else {
            text(row, value);
        }
    }

    private static void bytes(StringBuilder row, Optional<String> value) {
        row.append(value.map(hex -> "\t\\\\x" + hex).orElse("\t\\N"));
    }

    /// PostgreSQL, COPY, text format: these four are written as escapes.
    private static void text(StringBuilder row, String value) {
        row.append('\t');
        for (int place = 0; place < value.length(); place++) {
            var c = value.charAt(place);
            switch (c) {
                case '\\' -> row.append("\\\\");
                case '\t' -> row.append("\\t");
                case '\n' -> row.append("\\n");
                case '\r' -> row.append("\\r");
                default -> row.append(c);
            }
        }
    }
}
