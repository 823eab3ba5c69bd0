package org.hustings.station.phone.sip;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.hustings.station.phone.PhoneConfig.Transport;

/// A far end made of a socket and text, so that our SIP library is not tested against itself.
///
/// A script sees each request once (repeats of one branch and method too: they count as sent again). OPTIONS is
/// answered by itself.
final class PlainUas implements AutoCloseable {

    static final String TAG = "far-end";

    /// A message as it came, and the way back to its sender.
    record Message(String text, Consumer<String> back) {

        String first() {
            return text.substring(0, text.indexOf("\r\n"));
        }

        String method() {
            return first().split(" ", 2)[0];
        }

        int status() {
            return first().startsWith("SIP/2.0 ") ? Integer.parseInt(first().split(" ", 3)[1]) : 0;
        }

        List<String> headers(String name) {
            var head = text.substring(0, text.indexOf("\r\n\r\n"));
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .toList();
        }

        String header(String name) {
            return headers(name).stream().findFirst().orElse("");
        }

        String callId() {
            return header("Call-ID");
        }

        String body() {
            return text.substring(text.indexOf("\r\n\r\n") + 4);
        }
    }

    private final Transport transport;
    private final BiConsumer<PlainUas, Message> script;
    private final List<Message> received = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
    private final Optional<DatagramSocket> datagrams;
    private final AtomicInteger probes = new AtomicInteger();
    private final int port;

    PlainUas(Transport transport, BiConsumer<PlainUas, Message> script) {
        this.transport = transport;
        this.script = script;
        try {
            switch (transport) {
                case UDP -> {
                    var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                    open.add(socket);
                    datagrams = Optional.of(socket);
                    port = socket.getLocalPort();
                    Thread.ofVirtual().start(() -> readDatagrams(socket));
                }
                case TCP -> {
                    var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                    open.add(server);
                    datagrams = Optional.empty();
                    port = server.getLocalPort();
                    Thread.ofVirtual().start(() -> accept(server));
                }
                default -> throw new IllegalArgumentException();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    /// How often OPTIONS came.
    int probes() {
        return probes.get();
    }

    /// Everything that came with this method (or status, as text), oldest first.
    List<Message> received(String methodOrStatus) {
        return received.stream()
                .filter(it -> it.method().equals(methodOrStatus)
                        || Integer.toString(it.status()).equals(methodOrStatus))
                .toList();
    }

    /// The methods (and statuses) of all that came, oldest first.
    List<String> methods() {
        return received.stream()
                .map(it -> it.status() == 0 ? it.method() : Integer.toString(it.status()))
                .toList();
    }

    void reply(Message request, int status, String moreHeaders, String description) {
        var to = request.header("To");
        var text = new StringBuilder("SIP/2.0 " + status + " Word\r\n");
        request.headers("Via").forEach(via -> text.append("Via: ").append(via).append("\r\n"));
        text.append("From: ").append(request.header("From")).append("\r\n");
        text.append("To: ")
                .append(to)
                .append(status == 100 || to.contains(";tag=") ? "" : ";tag=" + TAG)
                .append("\r\n");
        text.append("Call-ID: ").append(request.callId()).append("\r\n");
        text.append("CSeq: ").append(request.header("CSeq")).append("\r\n");
        text.append(contact()).append(moreHeaders);
        request.back().accept(withBody(text, description));
    }

    /// A request of ours within the dialog that `invite` began.
    void request(Message invite, String method, int sequence, String moreHeaders, String description) {
        var target = invite.header("Contact").replaceAll(".*<([^>]*)>.*", "$1");
        var text = new StringBuilder(method + " " + target + " SIP/2.0\r\n");
        text.append(
                "Via: SIP/2.0/" + transport + " 127.0.0.1:" + port + ";branch=z9hG4bK" + method + sequence + "\r\n");
        text.append("From: " + invite.header("To") + ";tag=" + TAG + "\r\n");
        text.append("To: " + invite.header("From") + "\r\n");
        text.append("Call-ID: " + invite.callId() + "\r\n");
        text.append("CSeq: " + sequence + " " + method + "\r\nMax-Forwards: 70\r\n");
        text.append(contact()).append(moreHeaders);
        invite.back().accept(withBody(text, description));
    }

    private String contact() {
        return "Contact: <sip:voter@127.0.0.1:" + port + (transport == Transport.TCP ? ";transport=tcp" : "") + ">\r\n";
    }

    private static String withBody(StringBuilder head, String description) {
        if (!description.isEmpty()) {
            head.append("Content-Type: application/sdp\r\n");
        }
        return head + "Content-Length: " + description.length() + "\r\n\r\n" + description;
    }

    private void handle(String text, Consumer<String> back) {
        if (text.isBlank() || !text.contains("\r\n\r\n")) {
            return;
        }
        var message = new Message(text, back);
        if (message.method().equals("OPTIONS")) {
            probes.incrementAndGet();
            reply(message, 200, "", "");
            return;
        }
        received.add(message);
        if (message.status() == 0) {
            script.accept(this, message);
        }
    }

    private void readDatagrams(DatagramSocket socket) {
        var buffer = new byte[65_536];
        while (!socket.isClosed()) {
            var packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
            } catch (IOException closed) {
                return;
            }
            var sender = packet.getSocketAddress();
            handle(
                    new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8),
                    text -> send(text, sender));
        }
    }

    /// Sends any bytes to a UDP listener.
    void send(String text, SocketAddress to) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            datagrams.orElseThrow().send(new DatagramPacket(bytes, bytes.length, to));
        } catch (IOException closed) {
            return;
        }
    }

    private void accept(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> readStream(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void readStream(Socket socket) {
        try (var in = socket.getInputStream()) {
            while (true) {
                handle(next(in), text -> write(socket, text));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private static void write(Socket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException closed) {
            return;
        }
    }

    private static String next(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var read = in.read();
            if (read < 0) {
                throw new IOException("closed");
            }
            head.append((char) read);
            if (head.toString().equals("\r\n\r\n") || head.toString().equals("\r\n")) {
                head.setLength(0); // A keep-alive.
            }
        }
        var length = head.toString()
                .lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        new ArrayList<>(open).forEach(it -> {
            try {
                it.close();
            } catch (Exception already) {
                return;
            }
        });
    }
}
