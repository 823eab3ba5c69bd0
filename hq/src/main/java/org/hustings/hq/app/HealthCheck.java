package org.hustings.hq.app;

import java.sql.SQLException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.hustings.hq.web.Health;

/// Asks the database and the broker whether they are there.
record HealthCheck(
        DataSource source, BooleanSupplier broker, Supplier<String> databaseDetail, Supplier<String> brokerDetail)
        implements Supplier<Health> {

    private static final int SECONDS_MAX = 2;

    @Override
    public Health get() {
        return new Health(List.of(
                new Health.Part("database", databaseAnswers(), databaseDetail.get()),
                new Health.Part("broker", broker.getAsBoolean(), brokerDetail.get())));
    }

    private boolean databaseAnswers() {
        try (var connection = source.getConnection()) {
            return connection.isValid(SECONDS_MAX);
        } catch (SQLException away) {
            return false;
        }
    }
}
