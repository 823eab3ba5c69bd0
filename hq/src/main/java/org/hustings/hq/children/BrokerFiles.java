package org.hustings.hq.children;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.hustings.protocol.Json;
import org.hustings.protocol.StationId;
import org.hustings.protocol.Topics;
import org.hustings.protocol.Topics.FromStation;
import org.hustings.protocol.Topics.ToStation;
import org.hustings.provisioning.CertificateAuthority;
import org.hustings.provisioning.PemFiles;

/// The broker's configuration and who may say what to whom.
record BrokerFiles(Path folder, int port, Path authority, Path certificate, Path key) {

    /// A broker-side queue for one client that is away. Nothing relies on it (stations resend until HQ's receipt), but
    /// a
    /// short one would make every restart of HQ a storm of resending.
    private static final int QUEUED_MAX = 100_000;
    /// Below 65,535, which some clients take for "no limit" and then count wrongly.
    private static final int INFLIGHT_MAX = 1_000;
    /// Room for the topic and the properties around the largest payload.
    private static final int PACKET_BYTES_MAX = Json.PAYLOAD_BYTES_MAX + (64 << 10);
    /// Stands for every station while a pattern is spelled.
    private static final StationId ANY = new StationId("any");

    Path configurationFile() {
        return folder.resolve("mosquitto.conf");
    }

    void write() throws IOException {
        PemFiles.createPrivateFolder(folder);
        PemFiles.writePrivately(aclFile(), acl());
        PemFiles.writePrivately(configurationFile(), configuration());
    }

    /// True when a broker that runs on these files runs on what we would write now.
    boolean areWritten() throws IOException {
        return holds(aclFile(), acl()) && holds(configurationFile(), configuration());
    }

    private static boolean holds(Path file, String text) throws IOException {
        return Files.exists(file) && Files.readString(file).equals(text);
    }

    private Path aclFile() {
        return folder.resolve("acl");
    }

    private String configuration() {
        return """
                # Written by headquarters at each start.
                per_listener_settings false
                allow_anonymous false
                acl_file %s
                user %s

                listener %d %s
                cafile %s
                certfile %s
                keyfile %s
                tls_version tlsv1.3
                require_certificate true
                use_identity_as_username true
                use_username_as_clientid true
                allow_zero_length_clientid false
                set_tcp_nodelay true

                max_packet_size %d
                max_inflight_messages %d
                max_queued_messages %d
                persistence true
                persistence_location %s/
                autosave_interval 60
                persistent_client_expiration 14d

                # Connections and faults only: no topic, no payload.
                log_dest stderr
                log_type error
                log_type warning
                log_type notice
                log_timestamp_format %%Y-%%m-%%dT%%H:%%M:%%S
                """.formatted(
                        aclFile(),
                        // Else root would become the user mosquitto, who may not read these files.
                        System.getProperty("user.name"),
                        port,
                        Loopback.HOST,
                        authority,
                        certificate,
                        key,
                        PACKET_BYTES_MAX,
                        INFLIGHT_MAX,
                        QUEUED_MAX,
                        folder);
    }

    /// A station's rights are patterns on its user name, which is the CN of its certificate. Patterns hold for every
    /// user;
    /// the operator's right to write as a station of that name is therefore denied first.
    private static String acl() {
        var everything = Topics.ROOT.split("/")[0] + "/#";
        var operatorsOwn = Topics.ROOT + "/stations/" + CertificateAuthority.OPERATOR + "/#";
        var says = Arrays.stream(FromStation.values()).map(kind -> "pattern write " + pattern(kind.of(ANY)));
        var hears = Arrays.stream(ToStation.values()).map(kind -> "pattern read " + pattern(kind.of(ANY)));
        return """
                user %s
                topic readwrite %s
                topic read $SYS/#

                user %s
                topic deny %s
                topic read %s
                topic read $SYS/#

                %s
                %s
                pattern read %s
                """.formatted(
                        CertificateAuthority.HQ,
                        everything,
                        CertificateAuthority.OPERATOR,
                        operatorsOwn,
                        everything,
                        says.collect(Collectors.joining("\n")),
                        hears.collect(Collectors.joining("\n")),
                        Topics.ALL_CAMPAIGNS);
    }

    private static String pattern(String topic) {
        return topic.replace("/" + ANY + "/", "/%u/");
    }
}
