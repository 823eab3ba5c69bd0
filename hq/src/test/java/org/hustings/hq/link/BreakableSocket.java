package org.hustings.hq.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/// Keeps the one socket it makes, so that a test can end it as the kernel does for a killed process: without a word of
/// MQTT. Paho's own forced disconnect leaves a socket with TLS open.
final class BreakableSocket extends SSLSocketFactory {

    private final SSLSocketFactory maker;
    private volatile Socket made = new Socket();

    BreakableSocket(SSLSocketFactory maker) {
        this.maker = maker;
    }

    void breakOff() throws IOException {
        made.close();
    }

    private Socket keep(Socket socket) {
        made = socket;
        return socket;
    }

    @Override
    public Socket createSocket() throws IOException {
        return keep(maker.createSocket());
    }

    @Override
    public Socket createSocket(Socket below, String host, int port, boolean closesBelow) throws IOException {
        return keep(maker.createSocket(below, host, port, closesBelow));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return keep(maker.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return keep(maker.createSocket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return keep(maker.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return keep(maker.createSocket(host, port, local, localPort));
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return maker.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return maker.getSupportedCipherSuites();
    }
}
