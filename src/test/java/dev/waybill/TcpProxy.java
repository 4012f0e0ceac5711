package dev.waybill;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A cable that can be cut: passes bytes on to a port of this machine, until told otherwise. */
public final class TcpProxy implements AutoCloseable {
    private final ServerSocket entrance;
    private volatile int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isCut;

    public TcpProxy(int target) throws IOException {
        this.target = target;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /** Ends every connection, and takes no new one. */
    public void cut() throws IOException {
        isCut = true;
        for (var socket : open) {
            socket.close();
        }
    }

    public void mend() {
        isCut = false;
    }

    /** The same cable to another port. */
    public void mend(int newTarget) {
        target = newTarget;
        isCut = false;
    }

    private void accept() {
        try {
            while (!entrance.isClosed()) {
                var outside = entrance.accept();
                if (isCut) {
                    outside.close();
                    continue;
                }
                var inside = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(outside);
                open.add(inside);
                Thread.ofVirtual().start(() -> pass(outside, inside));
                Thread.ofVirtual().start(() -> pass(inside, outside));
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            return; // one side has ended, so both have
        }
    }

    @Override
    public void close() throws IOException {
        cut();
        entrance.close();
    }
}
