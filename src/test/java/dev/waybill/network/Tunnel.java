package dev.waybill.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that leads every tunnel to one port of this machine. */
public final class Tunnel implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final int target;
    private final String authorization;

    /** @param authorization what it wants to be told; empty for nothing */
    public Tunnel(int target, String authorization) throws IOException {
        this.target = target;
        this.authorization = authorization;
        Thread.startVirtualThread(this::accept);
    }

    public int port() {
        return socket.getLocalPort();
    }

    public List<String> heads() {
        return heads;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        try {
            while (true) {
                var client = socket.accept();
                Thread.startVirtualThread(() -> serve(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) client.getInputStream().read());
            }
            heads.add(head.toString());
            if (!head.toString().contains(authorization)) {
                say(
                        client,
                        "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                                + "Content-Length: 0\r\n\r\n");
                return;
            }
            try (var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
                say(client, "HTTP/1.1 200 OK\r\n\r\n");
                var back = Thread.startVirtualThread(() -> copy(server, client));
                copy(client, server);
                back.join();
            }
        } catch (IOException | InterruptedException e) {
            // the client is gone
        }
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // either is gone
        }
    }
}
