package dev.waybill;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Where the server listens. */
final class Listening {
    private Listening() {}

    /** @throws IllegalArgumentException with a sentence if a host cannot be resolved */
    static void requireAddress(String host) {
        try {
            InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "cannot resolve \"%s\"; set --host to an address of this machine, such as 127.0.0.1, or to 0.0.0.0 for all of them"
                            .formatted(host),
                    e);
        }
    }

    /** A port that nobody listens on at this moment. */
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
