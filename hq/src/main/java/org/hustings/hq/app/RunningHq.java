package org.hustings.hq.app;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.hustings.provisioning.HqFile;
import org.postgresql.ds.PGSimpleDataSource;

/// The headquarters that runs on a data directory, as the short commands see it: through its database. It notices by
/// itself what they change.
final class RunningHq {

    private static final int SECONDS_MAX = 10;

    private RunningHq() {}

    /// Throws an [IOException] when headquarters does not run or its database does not answer.
    static DataSource database(Path data) throws IOException {
        var postgres = HqFile.read(data).postgres();
        var source = new PGSimpleDataSource();
        source.setUrl(postgres.url());
        source.setUser(postgres.user());
        source.setPassword(postgres.password());
        source.setConnectTimeout(SECONDS_MAX);
        source.setLogServerErrorDetail(false);
        source.setReWriteBatchedInserts(true);
        try (var _ = source.getConnection()) {
            return source;
        } catch (SQLException away) {
            throw new IOException(
                    "headquarters' database at " + postgres.url() + " does not answer; is headquarters running? ("
                            + away.getMessage() + ")",
                    away);
        }
    }
}
