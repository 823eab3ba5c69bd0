package org.hustings.hardware.desk;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.hustings.hardware.Panel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A panel behind a Unix domain socket: other processes press its buttons and read what the desk shows.
///
/// Newline-delimited JSON. In: `{"button":"CALL","down":true}`; a line that is not one gets `{"error":…}` and changes
/// nothing. Out: the line last given to [#tell], on connect and after each change. The lamps are part of that line, so
/// [#show] has nothing to do here. The file belongs to its owner alone (mode 600). A client that does not read is
/// dropped: the desk never waits for one.
public final class SocketPanel implements Panel {

    private static final Logger LOG = LoggerFactory.getLogger(SocketPanel.class);
    private static final int CLIENTS_MAX = 16;
    /// `sun_path` of unix(7) holds 108 bytes with its closing zero.
    private static final int PATH_MAX = 107;

    private final Path file;
    private final ServerSocketChannel server;
    private final Moves moves = new Moves("socket-panel");
    private final Set<SocketClient> clients = ConcurrentHashMap.newKeySet();
    private final Object telling = new Object();
    private String told = "";

    private SocketPanel(Path file, ServerSocketChannel server) {
        this.file = file;
        this.server = server;
    }

    /// Starts serving at `file`; a file left by a dead process is replaced.
    ///
    /// @throws IOException when the path is too long, is no socket, or another process serves it
    public static SocketPanel at(Path file) throws IOException {
        var path = file.toAbsolutePath();
        if (path.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length > PATH_MAX) {
            throw new IOException(
                    "panel.socket: " + path + " is longer than " + PATH_MAX + " bytes; choose a shorter one");
        }
        removeStale(path);
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            server.close();
            throw new IOException("panel.socket: cannot serve " + path + ": " + e.getMessage(), e);
        }
        var panel = new SocketPanel(path, server);
        Thread.ofVirtual().name("socket-panel-accept").start(panel::accept);
        return panel;
    }

    /// Gives every client this line now, and every later client on connect. The same line again is not repeated.
    /// Safe from any thread, returns at once.
    ///
    /// @param jsonLine one JSON object without a line break, without names and numbers
    public void tell(String jsonLine) {
        synchronized (telling) {
            if (!jsonLine.equals(told)) {
                told = jsonLine;
                clients.forEach(client -> client.send(jsonLine));
            }
        }
    }

    @Override
    public void onMove(Consumer<Move> listener) {
        moves.listener(listener);
    }

    @Override
    public void show(Map<Button, Light> lamps) {
        // Told with everything else that the desk shows.
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("panel socket {} not removed: {}", file, e.getMessage());
        }
        clients.forEach(SocketClient::close);
        moves.close();
    }

    private static void removeStale(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.isDirectory(path)) {
            throw new IOException("panel.socket: " + path + " exists and is no socket; choose another path");
        }
        try (var other = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            throw new IOException("panel.socket: another process serves " + path + " (" + other.isConnected()
                    + "); end it or choose another path");
        } catch (java.net.ConnectException _) {
            Files.delete(path);
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                welcome(server.accept());
            } catch (IOException e) {
                if (server.isOpen()) {
                    LOG.warn("panel socket {} serves no more clients: {}", file, e.getMessage());
                }
                return;
            }
        }
    }

    private void welcome(SocketChannel channel) throws IOException {
        if (clients.size() >= CLIENTS_MAX) {
            LOG.warn("panel socket {}: client refused, {} are connected", file, CLIENTS_MAX);
            channel.close();
            return;
        }
        var client = new SocketClient(channel, moves::add, clients::remove);
        synchronized (telling) {
            clients.add(client);
            if (!told.isEmpty()) {
                client.send(told);
            }
        }
        client.start();
    }
}
