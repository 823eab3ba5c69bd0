package org.hustings.hardware.desk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.hustings.hardware.Panel.Button;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One process at the panel's socket: a thread that reads its lines, and one that writes ours.
final class SocketClient {

    private static final Logger LOG = LoggerFactory.getLogger(SocketClient.class);
    private static final int LINE_MAX = 1_024;
    /// A reader this far behind will not catch up.
    private static final int UNSENT_MAX = 64;

    interface Press {
        void moved(Button button, boolean down);
    }

    private final SocketChannel channel;
    private final Press press;
    private final Consumer<SocketClient> gone;
    private final BlockingQueue<String> unsent = new ArrayBlockingQueue<>(UNSENT_MAX);

    SocketClient(SocketChannel channel, Press press, Consumer<SocketClient> gone) {
        this.channel = channel;
        this.press = press;
        this.gone = gone;
    }

    void start() {
        var writer = Thread.ofVirtual().name("socket-panel-write").start(this::write);
        Thread.ofVirtual().name("socket-panel-read").start(() -> {
            read();
            writer.interrupt();
            close();
        });
    }

    /// Never blocks.
    void send(String line) {
        if (!unsent.offer(line)) {
            LOG.warn("panel client dropped: {} lines unread", UNSENT_MAX);
            close();
        }
    }

    void close() {
        gone.accept(this);
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("panel client did not close: {}", e.getMessage());
        }
    }

    private void write() {
        try {
            while (channel.isOpen()) {
                var bytes = ByteBuffer.wrap((unsent.take() + "\n").getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        } catch (InterruptedException | IOException _) {
            close();
        }
    }

    private void read() {
        var buffer = ByteBuffer.allocate(LINE_MAX);
        var line = new ByteArrayOutputStream();
        try {
            while (channel.read(buffer.clear()) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    var next = buffer.get();
                    if (next == '\n') {
                        take(line.toString(StandardCharsets.UTF_8));
                        line.reset();
                    } else if (line.size() >= LINE_MAX) {
                        send(PressLine.error("a line has at most " + LINE_MAX + " bytes"));
                        return;
                    } else {
                        line.write(next);
                    }
                }
            }
        } catch (IOException _) {
            // The other side went away; nothing of it is owed.
        }
    }

    private void take(String line) {
        if (line.isBlank()) {
            return;
        }
        try {
            var pressed = PressLine.parse(line);
            press.moved(pressed.button(), pressed.down());
        } catch (IllegalArgumentException e) {
            send(PressLine.error(String.valueOf(e.getMessage())));
        }
    }
}
