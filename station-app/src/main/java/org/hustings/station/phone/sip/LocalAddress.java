package org.hustings.station.phone.sip;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hustings.station.phone.PhoneConfig;
import org.hustings.station.phone.PhoneException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the telephone listens: which of this machine's addresses, which port, and the memory of it.
///
/// The port is remembered over restarts: answers to what a dead process sent, and the far end's BYE, come to the old
/// one.
final class LocalAddress {

    private static final Logger log = LoggerFactory.getLogger(LocalAddress.class);
    private static final Pattern PORT = Pattern.compile("\\d{4,5}");
    private static final int TRIES_MAX = 20;

    private LocalAddress() {}

    /// Empty while no address of this machine leads to the peer, or the peer's name is not known: both come with the
    /// network.
    ///
    /// @throws PhoneException when no port is free
    static Optional<InetSocketAddress> of(PhoneConfig config) {
        return host(config).map(host -> on(host, config));
    }

    private static InetSocketAddress on(InetAddress host, PhoneConfig config) {
        if (config.listen().getPort() != 0) {
            return new InetSocketAddress(host, config.listen().getPort());
        }
        var remembered = config.portMemory().flatMap(LocalAddress::remembered).filter(port -> isFree(host, port));
        var port = remembered.orElseGet(() -> anyFree(host));
        config.portMemory().ifPresent(file -> remember(file, port));
        return new InetSocketAddress(host, port);
    }

    /// The configured address, or for the wildcard the one that leads to the peer: a SIP message must name one.
    private static Optional<InetAddress> host(PhoneConfig config) {
        var configured = configured(config);
        if (!configured.isAnyLocalAddress()) {
            return Optional.of(configured);
        }
        try (var probe = new DatagramSocket()) {
            probe.connect(
                    config.peer().isUnresolved()
                            ? new InetSocketAddress(
                                    config.peer().getHostString(), config.peer().getPort())
                            : config.peer());
            return Optional.of(probe.getLocalAddress()).filter(it -> !it.isAnyLocalAddress());
        } catch (IOException | RuntimeException unroutable) {
            return Optional.empty();
        }
    }

    private static InetAddress configured(PhoneConfig config) {
        var configured = config.listen().getAddress();
        if (configured == null) {
            throw new PhoneException(
                    "sip.listen = " + config.listen().getHostString() + ": an address of this machine is wanted,"
                            + " or 0.0.0.0",
                    new IOException("unknown host"));
        }
        return configured;
    }

    private static Optional<Integer> remembered(Path file) {
        try {
            var text = Files.exists(file) ? Files.readString(file).strip() : "";
            return PORT.matcher(text).matches() ? Optional.of(Integer.parseInt(text)) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static void remember(Path file, int port) {
        try {
            Files.writeString(file, port + "\n");
        } catch (IOException unwritable) {
            log.warn("the SIP port cannot be remembered in {}: a call cut by a crash may not be ended", file);
        }
    }

    private static boolean isFree(InetAddress host, int port) {
        if (port > 65_535) {
            return false;
        }
        try (var datagrams = new DatagramSocket(new InetSocketAddress(host, port));
                var connections = new ServerSocket(port, 1, host)) {
            return datagrams.isBound() && connections.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static int anyFree(InetAddress host) {
        for (var tried = 0; tried < TRIES_MAX; tried++) {
            try (var datagrams = new DatagramSocket(new InetSocketAddress(host, 0));
                    var connections = new ServerSocket(datagrams.getLocalPort(), 1, host)) {
                return connections.getLocalPort();
            } catch (IOException taken) {
                log.debug("a port was free for UDP only");
            }
        }
        throw new PhoneException("sip.listen: no free port on " + host.getHostAddress(), new IOException("all taken"));
    }
}
