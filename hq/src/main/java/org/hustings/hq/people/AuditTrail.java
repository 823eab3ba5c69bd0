package org.hustings.hq.people;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.CampaignId;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Who changed what and when, and what allowed each call: read row by row, however many there are.
public record AuditTrail(Database database) {

    private static final int ROWS_AT_ONCE = 1_000;

    /// What is read: changes, or calls with what allowed them.
    public enum Kind {
        CHANGES("""
                select at, who, what, subject, coalesce(detail, '') as detail from audit a
                 where at >= :since and (cast(:campaign as text) is null or a.subject = :campaign
                       or starts_with(a.subject, :campaign || '/') or starts_with(a.subject, :campaign || ' ')
                       or exists (select from contacts c where c.num = contact_num(a.subject) and c.campaign = :campaign)
                       or exists (select from reports r where r.call::text = a.subject and r.campaign = :campaign))
                 order by id""", "at", "who", "what", "subject", "detail"),
        DIALS(
                """
                select * from dial_rulings
                 where pressed_at >= :since and (cast(:campaign as text) is null or campaign = :campaign)
                 order by pressed_at, call""",
                "call",
                "campaign",
                "campaign_version",
                "rules_version",
                "rehearsal",
                "mode",
                "station",
                "desk",
                "volunteer",
                "contact",
                "pressed_at",
                "invited_at",
                "lease",
                "granted_at",
                "script_version",
                "result");

        private final String query;
        private final List<String> columns;

        Kind(String query, String... columns) {
            this.query = query;
            this.columns = List.of(columns);
        }

        public List<String> columns() {
            return columns;
        }
    }

    /// Hands on each row, oldest first, its values in the order of [Kind#columns()]. Returns how many there were.
    public long read(Kind kind, Instant since, Optional<CampaignId> campaign, Consumer<List<String>> row) {
        return database.once(handle -> {
            var count = 0L;
            try (var query = query(handle.createQuery(kind.query), since, campaign);
                    var rows = query.map((result, _) -> {
                                var values = new ArrayList<String>();
                                for (var column : kind.columns) {
                                    values.add(text(result.getObject(column)));
                                }
                                return List.copyOf(values);
                            })
                            .iterator()) {
                while (rows.hasNext()) {
                    row.accept(rows.next());
                    count++;
                }
            }
            return count;
        });
    }

    private static Query query(Query query, Instant since, Optional<CampaignId> campaign) {
        return query.setFetchSize(ROWS_AT_ONCE)
                .bind("since", since)
                .bind("campaign", campaign.map(CampaignId::value).orElse(null));
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Timestamp at -> at.toInstant().toString();
            default -> value.toString();
        };
    }

    /// Writes all rows as CSV (RFC 4180), which a spreadsheet may open: no value runs as a formula. Returns how many
    /// there were. The file appears whole or not at all.
    public long export(Kind kind, Instant since, Optional<CampaignId> campaign, Path file) throws IOException {
        var draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            var count = 0L;
            try (var out = Files.newBufferedWriter(draft)) {
                write(out, kind.columns());
                count = read(kind, since, campaign, row -> write(out, row));
            }
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            return count;
        } catch (UncheckedIOException full) {
            throw new IOException("cannot write " + file + ": " + full.getMessage(), full);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void write(BufferedWriter out, List<String> values) {
        try {
            for (int place = 0; place < values.size(); place++) {
                out.append(place == 0 ? "\"" : ",\"")
                        .append(harmless(values.get(place)).replace("\"", "\"\""))
                        .append('"');
            }
            out.append("\r\n");
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /// A spreadsheet runs what begins like a formula (OWASP, CSV injection).
    private static String harmless(String value) {
        return !value.isEmpty() && "=+-@\t\r\n".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    }
}
