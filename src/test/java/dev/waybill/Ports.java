package dev.waybill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;

/**
 * Ports for what cannot be told to choose one. They lie below those that the system gives out, and each JVM has a block of them to
 * itself for as long as it runs, so nobody takes a port between its choice and its use.
 */
public final class Ports {
    private static final int FIRST = 12_000;
    private static final int LAST = 32_000;
    private static final int BLOCK = 200;

    /** Keeps other JVMs out of the block. */
    private static @Nullable ServerSocket owner;

    private static int next;

    private Ports() {}

    /** One on which nobody listens. */
    public static synchronized int free() {
        if (owner == null) {
            owner = ownBlock();
        }
        for (var i = 1; i < BLOCK; i++) {
            var port = owner.getLocalPort() + 1 + next++ % (BLOCK - 1);
            if (isFree(port)) {
                return port;
            }
        }
        throw new AssertionError("all %d ports from %d on are taken".formatted(BLOCK, owner.getLocalPort()));
    }

    private static ServerSocket ownBlock() {
        for (var start = FIRST; start < LAST; start += BLOCK) {
            try {
                return new ServerSocket(start, 1, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                // another JVM's block
            }
        }
        throw new AssertionError("no free ports between %d and %d".formatted(FIRST, LAST));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
