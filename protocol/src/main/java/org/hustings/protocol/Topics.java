package org.hustings.protocol;

import java.util.Optional;

/// The only place that spells an MQTT topic. A breaking change of any payload moves [#ROOT].
public final class Topics {

    public static final String ROOT = "hustings/1";
    public static final String CONTENT_TYPE = "application/json";
    /// What a station reads of all campaigns.
    public static final String ALL_CAMPAIGNS = ROOT + "/campaigns/+";

    /// What a station says; HQ subscribes to each of them for all stations.
    public enum FromStation {
        STATUS("status"),
        TELEMETRY("telemetry"),
        LEASE_REQUESTS("lease-requests"),
        REPORTS("reports"),
        EVENTS("events");

        private final String leaf;

        FromStation(String leaf) {
            this.leaf = leaf;
        }

        public String of(StationId station) {
            return ROOT + "/stations/" + station + "/" + leaf;
        }

        public String ofAll() {
            return ROOT + "/stations/+/" + leaf;
        }
    }

    /// What HQ says to one station.
    public enum ToStation {
        LEASES("leases"),
        RECEIPTS("receipts"),
        COMMANDS("commands");

        private final String leaf;

        ToStation(String leaf) {
            this.leaf = leaf;
        }

        public String of(StationId station) {
            return ROOT + "/stations/" + station + "/" + leaf;
        }
    }

    /// A topic of a station, taken apart.
    public record Address(StationId station, FromStation kind) {}

    private Topics() {}

    public static String campaign(CampaignId campaign) {
        return ROOT + "/campaigns/" + campaign;
    }

    /// Empty for a topic that no station may use.
    public static Optional<Address> parse(String topic) {
        var parts = topic.split("/", -1);
        if (parts.length != 5 || !(parts[0] + "/" + parts[1]).equals(ROOT) || !parts[2].equals("stations")) {
            return Optional.empty();
        }
        if (!Checks.STATION.matcher(parts[3]).matches()) {
            return Optional.empty();
        }
        for (var kind : FromStation.values()) {
            if (kind.leaf.equals(parts[4])) {
                return Optional.of(new Address(new StationId(parts[3]), kind));
            }
        }
        return Optional.empty();
    }
}
