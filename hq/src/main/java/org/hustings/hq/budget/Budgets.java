package org.hustings.hq.budget;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hustings.hq.tables.Alarms;
import org.hustings.hq.tables.Audit;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.CampaignId;
import org.hustings.protocol.WrongSettingException;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The offices' limits: set, moved between offices, watched. Every change is audited. Safe from any thread
/// and from several processes; each method throws a [WrongSettingException] when it cannot be done.
public final class Budgets {

    private static final Logger LOG = LoggerFactory.getLogger(Budgets.class);
    private static final String ALARM = "budget";

    private final Database database;
    private final Clock clock;

    public Budgets(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// What this office, with all below it, may spend in all, what it spent before included; empty: no limit
    /// of its own. Begins a period: shares of it are told anew.
    public void set(CampaignId campaign, OfficeId office, Optional<Amount> limit, String who) {
        var now = Instant.now(clock);
        database.inTransaction(handle -> {
            var num = Offices.num(handle, campaign, office);
            limit.ifPresentOrElse(
                    amount -> begin(handle, num, amount, now),
                    () -> handle.createUpdate("delete from budgets where office = :office")
                            .bind("office", num)
                            .execute());
            var sums = handle.createQuery("select granted_micros, granted_ms from office_sums where office = :office")
                    .bind("office", num)
                    .map((row, _) -> List.of(row.getLong("granted_micros"), row.getLong("granted_ms")))
                    .one();
            var micros = limit.filter(Amount.Money.class::isInstance)
                    .map(Amount::value)
                    .orElse(0L);
            var talk = limit.filter(Amount.Talk.class::isInstance)
                    .map(Amount::value)
                    .orElse(0L);
            Ledger.grant(handle, num, "grant", micros - sums.get(0), talk - sums.get(1), Optional.empty(), now);
            if (limit.isPresent()) {
                BudgetGate.holdOpenLeases(handle, num, now);
            }
            Alarms.clear(handle, now, ALARM, campaign + "/" + office);
            Audit.note(
                    handle,
                    now,
                    who,
                    "budget set",
                    campaign + "/" + office,
                    limit.map(Amount::toString).orElse("unlimited"));
            return num;
        });
    }

    private static void begin(Handle handle, long office, Amount limit, Instant now) {
        if (limit instanceof Amount.Money money) {
            var others = handle.createQuery("""
                            select currency from (select currency from tariffs order by num desc limit 1) t
                            union select unit from budgets where unit <> 'minutes' and office <> :office""")
                    .bind("office", office)
                    .mapTo(String.class)
                    .list();
            if (!others.stream().allMatch(money.currency()::equals)) {
                throw new WrongSettingException("the budget is in " + money.currency()
                        + " but tariff and budgets are in " + String.join(", ", others) + "; use that currency");
            }
        }
        handle.createUpdate("""
                        insert into budgets (office, unit, since) values (:office, :unit, :now)
                        on conflict (office) do update set unit = excluded.unit, since = excluded.since, alerted = 0""")
                .bind("office", office)
                .bind("unit", limit.unit())
                .bind("now", now)
                .execute();
    }

    private record Purse(long office, String unit, long available) {}

    /// Moves a part of one office's limit to another's. What is charged and held stays where it is. Limits of
    /// offices above stay as they are; between an office and one above it nothing can be moved, because what
    /// the lower one spends counts against both already.
    public void transfer(CampaignId campaign, OfficeId from, OfficeId to, Amount amount, String who) {
        if (amount.value() <= 0) {
            throw new WrongSettingException("the amount is " + amount + " but must be more than nothing");
        }
        var now = Instant.now(clock);
        database.inTransaction(handle -> {
            var giver = Offices.num(handle, campaign, from);
            var taker = Offices.num(handle, campaign, to);
            var purses = locked(handle, List.of(giver, taker));
            if (isAbove(handle, giver, taker) || isAbove(handle, taker, giver)) {
                throw new WrongSettingException("one of \"" + from + "\" and \"" + to + "\" stands above the other, so "
                        + "the same spending counts against both; change a limit with: hustings hq budget set");
            }
            var source = purse(purses, giver, from);
            var target = purse(purses, taker, to);
            if (!source.unit().equals(amount.unit()) || !target.unit().equals(amount.unit())) {
                throw new WrongSettingException("the amount is in " + amount.unit() + " but the budget of " + from
                        + " is in " + source.unit() + " and that of " + to + " in " + target.unit());
            }
            if (source.available() < amount.value()) {
                throw new WrongSettingException("the amount is " + amount + " but office " + from + " has only "
                        + Amount.of(source.unit(), Math.max(0, source.available()))
                        + " that is neither spent nor held");
            }
            move(handle, giver, taker, amount, now);
            Audit.note(handle, now, who, "budget moved", campaign + "/" + from, amount + " to " + campaign + "/" + to);
            return amount;
        });
    }

    /// Two offices of which neither is above the other.
    private static void move(Handle handle, long giver, long taker, Amount amount, Instant now) {
        var transfer = Optional.of(UUID.randomUUID());
        var micros = amount instanceof Amount.Money ? amount.value() : 0;
        var talk = amount instanceof Amount.Talk ? amount.value() : 0;
        Ledger.grant(handle, giver, "transferOut", -micros, -talk, transfer, now);
        Ledger.grant(handle, taker, "transferIn", micros, talk, transfer, now);
    }

    private static List<Purse> locked(Handle handle, List<Long> offices) {
        handle.createQuery("select office from budgets where office = any(:offices) order by office for update")
                .bindArray("offices", Long.class, offices)
                .mapTo(Long.class)
                .list();
        // A statement of its own: it sees what the lock waited for.
        return handle.createQuery("""
                        select office, unit, available from office_figures
                         where office = any(:offices) and unit is not null""")
                .bindArray("offices", Long.class, offices)
                .map((row, _) -> new Purse(row.getLong("office"), row.getString("unit"), row.getLong("available")))
                .list();
    }

    private static Purse purse(List<Purse> purses, long num, OfficeId office) {
        return purses.stream()
                .filter(purse -> purse.office() == num)
                .findFirst()
                .orElseThrow(() -> new WrongSettingException(
                        "office \"" + office + "\" has no budget; set one with: hustings hq budget set"));
    }

    private static boolean isAbove(Handle handle, long upper, long lower) {
        return handle.createQuery(
                        "select exists (select from office_ancestors where office = :lower and ancestor = :upper)")
                .bind("lower", lower)
                .bind("upper", upper)
                .mapTo(Boolean.class)
                .one();
    }

    private record Watched(long office, String subject, String unit, long granted, long charged, int told) {}

    /// Folds the ledger, and tells who has spent 50, 80 or 100 % of a budget, each once a period. To be
    /// called every second or so. Throws when the database is away.
    public void tick() {
        var now = Instant.now(clock);
        database.inTransaction(handle -> {
            Ledger.fold(handle);
            return true;
        });
        var watched = database.inTransaction(handle -> handle.createQuery("""
                        select office, campaign || '/' || id as subject, unit, granted, charged, alerted
                          from office_figures where unit is not null and alerted < 100 and charged * 2 >= granted""")
                .map((row, _) -> new Watched(
                        row.getLong("office"),
                        row.getString("subject"),
                        row.getString("unit"),
                        row.getLong("granted"),
                        row.getLong("charged"),
                        row.getInt("alerted")))
                .list());
        for (var one : watched) {
            var share = Wall.toTell(one.granted(), one.charged(), one.told());
            if (share > 0 && tell(one, share, now)) {
                LOG.warn("office {} has spent {} % of its budget", one.subject(), share);
            }
        }
    }

    /// False if another process was first.
    private boolean tell(Watched office, int share, Instant now) {
        return database.inTransaction(handle -> {
            var isFirst = handle.createUpdate(
                                    "update budgets set alerted = :share where office = :office and alerted < :share")
                            .bind("share", share)
                            .bind("office", office.office())
                            .execute()
                    == 1;
            if (isFirst) {
                Alarms.clear(handle, now, ALARM, office.subject());
                Alarms.raise(
                        handle,
                        now,
                        ALARM,
                        office.subject(),
                        share + " % of " + Amount.of(office.unit(), office.granted()) + " is spent");
            }
            return isFirst;
        });
    }
}
