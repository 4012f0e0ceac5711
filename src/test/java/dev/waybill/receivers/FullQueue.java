package dev.waybill.receivers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A port whose queue of connections is full, so that the next ones get no answer at all. */
final class FullQueue implements AutoCloseable {
    private static final int AT_MOST = 100;
    private static final int PATIENCE_MILLIS = 300;

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<Socket> waiting = new ArrayList<>();

    FullQueue() throws IOException {
        while (isAccepting()) {
            if (waiting.size() > AT_MOST) {
                throw new IllegalStateException("the queue never gets full");
            }
        }
    }

    private boolean isAccepting() throws IOException {
        var next = new Socket();
        waiting.add(next);
        try {
            next.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), PATIENCE_MILLIS);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:%d/".formatted(server.getLocalPort()));
    }

    @Override
    public void close() throws IOException {
        for (var socket : waiting) {
            socket.close();
        }
        server.close();
    }
}
