package org.hustings.hq.children;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import org.hustings.protocol.WrongSettingException;

/// Ports on 127.0.0.1.
public final class Loopback {

    public static final String HOST = "127.0.0.1";

    /// Below 32768, where Linux begins to hand out ports to outgoing connections. A port from up there could be taken
    /// by
    /// any client while headquarters is down, even by a station that keeps knocking at that very port.
    private static final int FROM = 18_000;

    private static final int TO = 32_000;
    private static final int TRIES_MAX = 200;
    private static final int CONNECT_MS_MAX = 1_000;

    private Loopback() {}

    /// A port nobody listens on now.
    public static int freePort() throws IOException {
        for (int attempt = 0; attempt < TRIES_MAX; attempt++) {
            var port = ThreadLocalRandom.current().nextInt(FROM, TO);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("no free port on " + HOST + " between " + FROM + " and " + TO);
    }

    /// Throws a message that names the key under which another port can be chosen.
    public static void requireFree(int port, String key) {
        if (!isFree(port)) {
            throw new WrongSettingException(key + " is " + port + ", but another program listens on " + HOST + ":"
                    + port + "; end that program or choose another port");
        }
    }

    static boolean accepts(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral(HOST), port), CONNECT_MS_MAX);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.ofLiteral(HOST))) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
