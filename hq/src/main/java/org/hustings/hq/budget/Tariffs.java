package org.hustings.hq.budget;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.hustings.hq.tables.Audit;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.WrongSettingException;

/// The account's tariffs: the newest is in force, and none is ever changed. Safe from any thread and from
/// several processes.
public final class Tariffs {

    private final Database database;
    private final Clock clock;

    public Tariffs(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Reads a tariff and puts it in force for every lease granted from now on. Throws a
    /// [WrongSettingException] when the file is no good, or budgets are in another currency.
    public Tariff put(Path file, String who) {
        var tariff = TariffFile.read(file);
        put(tariff, who);
        return tariff;
    }

    void put(Tariff tariff, String who) {
        var now = Instant.now(clock);
        database.inTransaction(handle -> {
            var other = handle.createQuery("select unit from budgets where unit not in ('minutes', :currency) limit 1")
                    .bind("currency", tariff.currency())
                    .mapTo(String.class)
                    .findOne();
            if (other.isPresent()) {
                throw new WrongSettingException("the tariff is in " + tariff.currency() + " but budgets are in "
                        + other.get() + "; write the tariff in " + other.get());
            }
            var num = handle.createQuery("""
                            insert into tariffs (at, currency, dearest_micros) values (:at, :currency, :dearest)
                            returning num""")
                    .bind("at", now)
                    .bind("currency", tariff.currency())
                    .bind("dearest", tariff.dearestMicros())
                    .mapTo(Long.class)
                    .one();
            var batch = handle.prepareBatch("""
                    insert into rates (tariff, direction, prefix, fee_micros, minute_micros, first_seconds, next_seconds)
                    values (:tariff, :direction, :prefix, :fee, :minute, :first, :next)""");
            for (var rate : tariff.rates()) {
                batch.bind("tariff", num)
                        .bind("direction", Prices.word(rate.direction()))
                        .bind("prefix", rate.prefix())
                        .bind("fee", rate.feeMicros())
                        .bind("minute", rate.minuteMicros())
                        .bind("first", rate.firstSeconds())
                        .bind("next", rate.nextSeconds())
                        .add();
            }
            batch.execute();
            // Who is still without a price raises it again.
            handle.createUpdate("update alarms set cleared_at = :now where kind = 'noTariff' and cleared_at is null")
                    .bind("now", now)
                    .execute();
            Audit.note(
                    handle,
                    now,
                    who,
                    "tariff put",
                    "tariff " + num,
                    tariff.rates().size() + " rates in " + tariff.currency());
            return num;
        });
    }

    /// The tariff in force, if there is one.
    public Optional<Tariff> current() {
        return database.inTransaction(handle -> {
            var currency = handle.createQuery("select currency from tariffs order by num desc limit 1")
                    .mapTo(String.class)
                    .findOne();
            var rates = handle.createQuery("""
                            select * from rates where tariff = (select max(num) from tariffs)
                             order by direction desc, prefix""")
                    .map((row, _) -> Prices.Known.of(row).orElseThrow().rate())
                    .list();
            return currency.map(code -> new Tariff(code, rates));
        });
    }
}
