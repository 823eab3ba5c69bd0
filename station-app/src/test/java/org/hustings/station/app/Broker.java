package org.hustings.station.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hustings.protocol.MutualTls;
import org.junit.jupiter.api.Assumptions;

/// A real mosquitto on 127.0.0.1 with TLS and certificates of its own, which remembers nothing over a restart.
final class Broker implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");

    private final Path folder;
    private final int port;
    private Process process;

    private Broker(Path folder, int port) throws IOException {
        this.folder = folder;
        this.port = port;
        start();
    }

    static Broker start(Path folder) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(PROGRAM), "SKIPPED: install Debian's package mosquitto");
        openssl(
                folder,
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-keyout",
                "ca.key",
                "-out",
                "ca.crt",
                "-days",
                "2",
                "-subj",
                "/CN=test-ca");
        for (var name : List.of("broker", "hq", "st-1")) {
            openssl(
                    folder,
                    "req",
                    "-newkey",
                    "ec",
                    "-pkeyopt",
                    "ec_paramgen_curve:prime256v1",
                    "-nodes",
                    "-keyout",
                    name + ".key",
                    "-out",
                    name + ".csr",
                    "-subj",
                    "/CN=" + name);
            Files.writeString(folder.resolve("names"), "subjectAltName=IP:127.0.0.1,DNS:localhost");
            openssl(
                    folder,
                    "x509",
                    "-req",
                    "-in",
                    name + ".csr",
                    "-CA",
                    "ca.crt",
                    "-CAkey",
                    "ca.key",
                    "-CAcreateserial",
                    "-days",
                    "2",
                    "-extfile",
                    "names",
                    "-out",
                    name + ".crt");
        }
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        return new Broker(folder, port);
    }

    private static void openssl(Path folder, String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add("openssl");
        command.addAll(List.of(arguments));
        var run = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start();
        assertThat(run.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).as("openssl %s", command).isZero();
    }

    void start() throws IOException {
        Files.writeString(folder.resolve("broker.conf"), """
                listener %d 127.0.0.1
                cafile %s/ca.crt
                certfile %s/broker.crt
                keyfile %s/broker.key
                require_certificate true
                use_identity_as_username true
                tls_version tlsv1.3
                persistence false
                user %s
                """.formatted(
                        port, folder, folder, folder, System.getProperty("user.name")));
        process = new ProcessBuilder(
                        PROGRAM.toString(), "-c", folder.resolve("broker.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("broker.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> {
            try (var probe = new Socket()) {
                probe.connect(new InetSocketAddress("127.0.0.1", port), 500);
                return true;
            }
        });
    }

    /// As `kill -9` would: everything it knew is gone.
    void kill() {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    int port() {
        return port;
    }

    MutualTls tls(String who) {
        return new MutualTls(folder.resolve("ca.crt"), folder.resolve(who + ".crt"), folder.resolve(who + ".key"));
    }

    @Override
    public void close() {
        kill();
    }
}
