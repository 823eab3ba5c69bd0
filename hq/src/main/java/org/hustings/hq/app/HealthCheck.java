package org.hustings.hq.app;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.hustings.hq.children.DataDisk;
import org.hustings.hq.web.Health;

/// Asks the database and the broker whether they are there.
record HealthCheck(
        DataSource source,
        Optional<DataDisk> disk,
        BooleanSupplier broker,
        Supplier<String> databaseDetail,
        Supplier<String> brokerDetail)
        implements Supplier<Health> {

    private static final int SECONDS_MAX = 2;

    @Override
    public Health get() {
        var parts = new ArrayList<>(List.of(
                Health.Part.of("database", databaseAnswers(), databaseDetail.get()),
                Health.Part.of("broker", broker.getAsBoolean(), brokerDetail.get())));
        var isFull = disk.filter(DataDisk::isFull).isPresent();
        disk.ifPresent(own ->
                parts.add(new Health.Part("disk", !isFull, isFull ? "full" : "not full", own.leftMb() + " MB left")));
        return new Health(
                parts, disk.filter(_ -> isFull).map(full -> "Headquarters stores nothing: " + full.words() + "."));
    }

    private boolean databaseAnswers() {
        try (var connection = source.getConnection()) {
            return connection.isValid(SECONDS_MAX);
        } catch (SQLException away) {
            return false;
        }
    }
}
