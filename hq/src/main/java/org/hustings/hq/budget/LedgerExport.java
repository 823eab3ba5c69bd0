package org.hustings.hq.budget;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.WrongSettingException;
import org.jspecify.annotations.Nullable;

/// The ledger of a campaign as CSV, oldest entry first. The sum of a column is what is left.
public record LedgerExport(Database database) {

    private static final int FETCH = 1_000;
    private static final String[] HEADINGS = {
        "entry", "at", "office", "name", "kind", "money", "talkSeconds", "prefix", "lease", "call", "transfer"
    };
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    /// Writes every entry of the campaign, or of one office of it, into `file`. Returns how many. Throws a
    /// [WrongSettingException] when there is no such office or the file cannot be written.
    public long write(CampaignId campaign, Optional<OfficeId> office, Path file) {
        // Asked before the file is touched: a mistyped name must not empty last month's export.
        database.inTransaction(handle -> Offices.num(handle, campaign, office.orElse(new OfficeId(campaign.value()))));
        try (var csv = CsvWriter.builder().build(file)) {
            csv.writeRecord(HEADINGS);
            return database.inTransaction(handle -> {
                try (var rows = handle
                        .createQuery("""
                                select l.id, to_char(l.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
                                       o.id as office, o.name, l.kind, l.micros, l.talk_ms, r.prefix,
                                       l.lease::text as lease, l.call::text as call, l.transfer::text as transfer
                                  from budget_ledger l join offices o on o.num = l.office
                                  left join rates r on r.num = l.rate
                                 where o.campaign = :campaign
                                   and (cast(:office as text) is null or o.id = :office)
                                 order by l.id""")
                        .bind("campaign", campaign.value())
                        .bind("office", office.map(OfficeId::value).orElse(null))
                        .setFetchSize(FETCH)
                        .map((row, _) -> cells(row))
                        .stream()) {
                    return rows.mapToLong(cells -> write(csv, cells)).sum();
                }
            });
        } catch (IOException | UncheckedIOException refused) {
            throw new WrongSettingException(file + " cannot be written: " + refused.getMessage());
        }
    }

    private static long write(CsvWriter csv, String[] cells) {
        csv.writeRecord(cells);
        return 1;
    }

    private static String[] cells(ResultSet row) throws SQLException {
        return new String[] {
            row.getString("id"),
            row.getString("at"),
            harmless(row.getString("office")),
            harmless(row.getString("name")),
            row.getString("kind"),
            decimal(row.getLong("micros"), 6),
            decimal(row.getLong("talk_ms"), 3),
            harmless(orEmpty(row.getString("prefix"))),
            orEmpty(row.getString("lease")),
            orEmpty(row.getString("call")),
            orEmpty(row.getString("transfer"))
        };
    }

    private static String decimal(long value, int scale) {
        var exact = BigDecimal.valueOf(value, scale).stripTrailingZeros();
        return (exact.scale() < 0 ? exact.setScale(0) : exact).toPlainString();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /// A spreadsheet runs what begins like a formula (OWASP, CSV injection); a plain number is none.
    static String harmless(String text) {
        var isFormula = !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0;
        return isFormula && !NUMBER.matcher(text).matches() ? "'" + text : text;
    }
}
