package org.hustings.demo.robots;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hustings.hardware.Panel.Button;
import org.hustings.protocol.Json;

/// A hand at one station's panel: presses its buttons and sees what it shows. One thread presses and waits; the views
/// are read on a thread of their own.
public final class PanelSocket implements AutoCloseable {

    /// A desk changes a few times a second; a robot that is this far behind has stopped.
    private static final int VIEWS_MAX = 1_000;

    /// What the socket gave: a view, or its end (the station has stopped).
    public sealed interface Seen {
        record Change(View view, long nanos) implements Seen {}

        record Gone() implements Seen {}
    }

    private final SocketChannel channel;
    private final BlockingQueue<Seen> seen = new ArrayBlockingQueue<>(VIEWS_MAX);

    private PanelSocket(SocketChannel channel) {
        this.channel = channel;
    }

    /// Throws when no station serves at `file` yet.
    public static PanelSocket open(Path file) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(file));
        } catch (IOException notThere) {
            channel.close();
            throw notThere;
        }
        var socket = new PanelSocket(channel);
        Thread.ofVirtual().name("panel-reader").start(socket::read);
        return socket;
    }

    /// Presses and lets go.
    public void press(Button button) throws IOException {
        var line = "{\"button\":\"" + button + "\",\"down\":true}\n{\"button\":\"" + button + "\",\"down\":false}\n";
        var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /// The next change, or empty when none comes within `ms`.
    public Optional<Seen> next(long ms) throws InterruptedException {
        return Optional.ofNullable(seen.poll(ms, TimeUnit.MILLISECONDS));
    }

    private void read() {
        try (var lines =
                new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var nanos = System.nanoTime();
                if (Json.read(line.getBytes(StandardCharsets.UTF_8), View.class)
                                instanceof Json.Read.Message<View>(var view)
                        && view.isWhole()) {
                    seen.put(new Seen.Change(view, nanos));
                }
            }
        } catch (IOException stationStopped) {
            // Told below.
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        seen.clear();
        seen.add(new Seen.Gone());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
