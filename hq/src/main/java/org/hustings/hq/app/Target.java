package org.hustings.hq.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.hustings.hq.budget.Budgets;
import org.hustings.hq.budget.OfficeId;
import org.hustings.hq.budget.Offices;
import org.hustings.hq.tables.Database;
import org.hustings.protocol.CampaignId;
import picocli.CommandLine.Option;

/// The campaign a command is about, and the headquarters that runs it.
final class Target {

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Headquarters' data directory.")
    @SuppressWarnings("NullAway.Init") // picocli refuses to start without it.
    private Path data;

    @Option(names = "--campaign", required = true, paramLabel = "ID", description = "The campaign.")
    @SuppressWarnings("NullAway.Init")
    private String campaign;

    /// Throws an [IOException] when headquarters does not run.
    Database database() throws IOException {
        return new Database(RunningHq.database(data));
    }

    Offices offices() throws IOException {
        return new Offices(database(), Clock.systemUTC());
    }

    Budgets budgets() throws IOException {
        return new Budgets(database(), Clock.systemUTC());
    }

    CampaignId campaign() {
        return HqMain.id("--campaign", campaign, CampaignId::new);
    }

    static OfficeId office(String option, String value) {
        return HqMain.id(option, value, OfficeId::new);
    }
}
