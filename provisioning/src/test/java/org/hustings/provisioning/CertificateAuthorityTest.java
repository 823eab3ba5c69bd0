package org.hustings.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.hustings.protocol.MutualTls;
import org.hustings.provisioning.CertificateAuthority.Use;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class CertificateAuthorityTest {

    private static final Clock NOW = Clock.systemUTC();

    @TempDir
    Path folder;

    private CertificateAuthority authority;

    @BeforeEach
    void openAuthority() throws IOException {
        authority = CertificateAuthority.openOrCreate(folder.resolve("ca"), NOW);
    }

    @Test
    void aStationAndTheBrokerTrustEachOther() throws Exception {
        var broker = issue(authority, Use.SERVER, "broker");
        var station = issue(authority, Use.CLIENT, "st-1");

        assertThat(handshake(broker, station)).isEqualTo("CN=st-1");
    }

    @Test
    void aStationOfAnotherAuthorityIsRefused() throws Exception {
        var broker = issue(authority, Use.SERVER, "broker");
        var other = CertificateAuthority.openOrCreate(folder.resolve("other"), NOW);
        var stranger = issue(other, Use.CLIENT, "st-1");
        var strangerWhoTrustsUs = new MutualTls(authority.certificateFile(), stranger.certificate(), stranger.key());

        assertThatThrownBy(() -> handshake(broker, strangerWhoTrustsUs)).isInstanceOf(Exception.class);
    }

    @Test
    void aStationCannotStandInForTheBroker() throws Exception {
        var impostor = issue(authority, Use.CLIENT, "st-2");
        var station = issue(authority, Use.CLIENT, "st-1");

        assertThatThrownBy(() -> handshake(impostor, station)).isInstanceOf(Exception.class);
    }

    @Test
    void openingAgainFindsTheSameAuthority() throws IOException {
        var before = Files.readString(authority.certificateFile());

        CertificateAuthority.openOrCreate(folder.resolve("ca"), NOW);

        assertThat(Files.readString(authority.certificateFile())).isEqualTo(before);
    }

    @Test
    void keysAreForTheirOwnerOnly() throws IOException {
        var station = issue(authority, Use.CLIENT, "st-1");

        for (var key : List.of(station.key(), folder.resolve("ca").resolve("ca.key"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(key)).startsWith("-----BEGIN PRIVATE KEY-----\n");
        }
    }

    @Test
    void aCertificateIsDueWhenTwoThirdsOfItsLifeAreOver() throws IOException {
        var issued = Instant.parse("2026-11-01T00:00:00Z");
        var certificate = issue(authorityAt(issued), Use.CLIENT, "st-1").certificate();

        assertThat(authorityAt(issued.plus(Duration.ofDays(59))).isDue(certificate))
                .isFalse();
        assertThat(authorityAt(issued.plus(Duration.ofDays(61))).isDue(certificate))
                .isTrue();
        assertThat(authority.isDue(folder.resolve("absent.crt"))).isTrue();
    }

    private CertificateAuthority authorityAt(Instant now) throws IOException {
        return CertificateAuthority.open(folder.resolve("ca"), Clock.fixed(now, ZoneOffset.UTC));
    }

    private MutualTls issue(CertificateAuthority by, Use use, String name) throws IOException {
        var holder = Files.createTempDirectory(folder, name);
        var identity = new MutualTls(by.certificateFile(), holder.resolve("own.crt"), holder.resolve("own.key"));
        var hosts = use == Use.SERVER ? List.of("localhost", "127.0.0.1") : List.<String>of();
        by.issue(use, name, CertificateAuthority.STATION_VALIDITY, hosts, identity.certificate(), identity.key());
        return identity;
    }

    /// What the server learns of its client's name, once both have checked each other.
    private static String handshake(MutualTls server, MutualTls client) throws Exception {
        try (var listening =
                (SSLServerSocket) server.context().getServerSocketFactory().createServerSocket(0)) {
            listening.setNeedClientAuth(true);
            listening.setSoTimeout(5_000);
            var seen = CompletableFuture.supplyAsync(() -> clientName(listening));
            try (var socket = (SSLSocket)
                    client.context().getSocketFactory().createSocket("localhost", listening.getLocalPort())) {
                var checked = socket.getSSLParameters();
                checked.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(checked);
                socket.startHandshake();
                return seen.get();
            }
        }
    }

    private static String clientName(SSLServerSocket listening) {
        try (var socket = (SSLSocket) listening.accept()) {
            socket.startHandshake();
            return socket.getSession().getPeerPrincipal().getName();
        } catch (IOException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
