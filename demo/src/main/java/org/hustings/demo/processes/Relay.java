package org.hustings.demo.processes;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The network cable of one station: everything between it and the broker passes here and can be cut. It heals by
/// itself. While cut, open connections are closed and new ones refused at once.
///
/// Safe from any thread.
public final class Relay implements AutoCloseable {

    /// A station has one connection; a few more while it reconnects.
    private static final int CONNECTIONS_MAX = 16;
    private static final int BUFFER_BYTES = 16 << 10;
    private static final int CONNECT_MS = 2_000;

    private final ServerSocket door;
    private final InetSocketAddress behind;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile long cutUntilNanos = System.nanoTime();
    private volatile boolean closed;

    public Relay(InetSocketAddress behind) throws IOException {
        this.behind = behind;
        this.door = new ServerSocket(0, CONNECTIONS_MAX, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("relay").start(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    public void cut(Duration length) {
        cutUntilNanos = System.nanoTime() + length.toNanos();
        open.forEach(Relay::quietly);
    }

    public boolean isCut() {
        return System.nanoTime() < cutUntilNanos;
    }

    private void accept() {
        while (!closed) {
            try {
                var near = door.accept();
                if (isCut() || open.size() >= 2 * CONNECTIONS_MAX) {
                    quietly(near);
                } else {
                    Thread.ofVirtual().name("relay").start(() -> join(near));
                }
            } catch (IOException doorClosed) {
                return;
            }
        }
    }

    private void join(Socket near) {
        var far = new Socket();
        open.add(near);
        open.add(far);
        try {
            if (isCut()) {
                // Cut since it was let in, and before it was among the open ones.
                return;
            }
            far.connect(behind, CONNECT_MS);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            var back = Thread.ofVirtual().name("relay").start(() -> copy(far, near));
            copy(near, far);
            back.join();
        } catch (IOException brokerAway) {
            // The station sees a closed connection and tries again, as with a real cable.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            quietly(near);
            quietly(far);
            open.remove(near);
            open.remove(far);
        }
    }

    private static void copy(Socket from, Socket to) {
        var buffer = new byte[BUFFER_BYTES];
        try {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
            }
        } catch (IOException cut) {
            // One side is gone; so is the other.
        } finally {
            quietly(from);
            quietly(to);
        }
    }

    private static void quietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // Nothing is left to close.
        }
    }

    @Override
    public void close() {
        closed = true;
        quietly(door);
        open.forEach(Relay::quietly);
    }
}
