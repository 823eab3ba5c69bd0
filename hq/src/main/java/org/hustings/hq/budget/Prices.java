package org.hustings.hq.budget;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hustings.hq.budget.Rate.Direction;
import org.jdbi.v3.core.Handle;

/// What calls to these numbers cost by the tariff in force: the longest prefix wins. Joins the caller's
/// transaction.
final class Prices {

    /// A lateral subquery of one row of `rates`, or none; `%s` is the number in E.164.
    static final String OF_PHONE = """
            select r.* from rates r
             where r.tariff = (select max(num) from tariffs) and r.direction = 'outgoing'
               and r.prefix = any(array(select left(%1$s, n) from generate_series(1, length(%1$s)) n))
             order by length(r.prefix) desc limit 1""";

    private Prices() {}

    /// A rate as it stands in the database.
    record Known(long num, Rate rate) {

        static Optional<Known> of(ResultSet row) throws SQLException {
            var prefix = row.getString("prefix");
            return prefix == null
                    ? Optional.empty()
                    : Optional.of(new Known(
                            row.getLong("num"),
                            new Rate(
                                    Direction.valueOf(row.getString("direction").toUpperCase(Locale.ROOT)),
                                    prefix,
                                    row.getLong("fee_micros"),
                                    row.getLong("minute_micros"),
                                    row.getInt("first_seconds"),
                                    row.getInt("next_seconds"))));
        }
    }

    static String word(Direction direction) {
        return direction.name().toLowerCase(Locale.ROOT);
    }

    /// By lease; one whose number no prefix covers is missing.
    static Map<UUID, Known> of(Handle handle, List<UUID> leases, List<String> phones) {
        var prices = new HashMap<UUID, Known>();
        handle.createQuery("""
                        select w.lease, r.* from unnest(:leases, :phones) w (lease, phone)
                         cross join lateral (
                        """ + OF_PHONE.formatted("w.phone") + ") r")
                .bindArray("leases", UUID.class, leases)
                .bindArray("phones", String.class, phones)
                .map((row, _) -> Map.entry(
                        row.getObject("lease", UUID.class), Known.of(row).orElseThrow()))
                .forEach(price -> prices.put(price.getKey(), price.getValue()));
        return prices;
    }
}
