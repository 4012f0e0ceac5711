package dev.waybill;

import dev.waybill.store.Database;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** A cable that can be cut: passes bytes on to a port of this machine, until told otherwise. */
public final class TcpProxy implements AutoCloseable {
    private final ServerSocket entrance;
    private volatile int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isCut;

    /** Of the connections made since the last {@link #swallow}: whether their traffic is swallowed. */
    private volatile AtomicBoolean isSwallowed = new AtomicBoolean();

    public TcpProxy(int target) throws IOException {
        this.target = target;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** One to a database. */
    public static TcpProxy to(Database database) throws IOException {
        return new TcpProxy(portOf(database));
    }

    /** The database at the other end. */
    public Database through(Database database) {
        return new Database(database.jdbcUrl().replace(":" + portOf(database) + "/", ":" + port() + "/"));
    }

    private static int portOf(Database database) {
        return URI.create(database.jdbcUrl().substring("jdbc:".length())).getPort();
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

    /** Loses all that goes through the connections there are, in both directions, without an end to them; new ones work. */
    public void swallow() {
        var old = isSwallowed;
        isSwallowed = new AtomicBoolean();
        old.set(true);
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
                var isLost = isSwallowed;
                Thread.ofVirtual().start(() -> pass(outside, inside, isLost));
                Thread.ofVirtual().start(() -> pass(inside, outside, isLost));
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private static void pass(Socket from, Socket to, AtomicBoolean isLost) {
        var bytes = new byte[8 * 1024];
        try (from;
                to) {
            for (var count = 0; count >= 0; count = from.getInputStream().read(bytes)) {
                if (!isLost.get()) {
                    to.getOutputStream().write(bytes, 0, count);
                }
            }
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
