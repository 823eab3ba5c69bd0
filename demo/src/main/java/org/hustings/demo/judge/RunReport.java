package org.hustings.demo.judge;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/// The file of `--report`: keys as the command line's contract names them (design, section 9).
public record RunReport(
        int stations,
        int dials,
        int reports,
        int reportsInHq,
        int lost,
        int duplicates,
        int doubleLeases,
        int unlawfulDials,
        Map<String, Integer> byResult,
        Map<String, Integer> byDisposition,
        Audio audio,
        @JsonProperty("pressToInviteMs") ToP99 pressToInviteMs,
        @JsonProperty("dispositionToCardMs") ToP99 dispositionToCardMs,
        @JsonProperty("reportToHqMs") ToP95 reportToHqMs,
        int stationRssMb,
        int hqRssMb,
        long seconds) {

    public record Audio(int callsWithTwoWaySpeech, int callsAnswered) {}

    public record ToP99(double p50, double p99) {}

    public record ToP95(double p50, double p95) {}

    /// Memory: of the largest station, and of headquarters without its children.
    public static RunReport of(Verdict verdict, int stations, int stationRssMb, int hqRssMb, long seconds) {
        return new RunReport(
                stations,
                verdict.dials(),
                verdict.reports(),
                verdict.reportsInHq(),
                verdict.lost().size(),
                verdict.duplicates().size(),
                verdict.doubleLeases().size(),
                verdict.unlawfulDials().size(),
                verdict.byResult(),
                verdict.byDisposition(),
                new Audio(verdict.callsWithTwoWaySpeech(), verdict.callsAnswered()),
                toP99(verdict.pressToInviteMs()),
                toP99(verdict.dispositionToCardMs()),
                new ToP95(
                        verdict.reportToHqMs().percentile(50),
                        verdict.reportToHqMs().percentile(95)),
                stationRssMb,
                hqRssMb,
                seconds);
    }

    private static ToP99 toP99(Verdict.Spread spread) {
        return new ToP99(spread.percentile(50), spread.percentile(99));
    }
}
