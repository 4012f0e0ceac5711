package dev.waybill;

import dev.waybill.store.Database;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A cable that can be cut: passes bytes on to a port of this machine, until told otherwise. */
public final class TcpProxy implements AutoCloseable {
    private final ServerSocket entrance;
    private volatile int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean isCut;
    private volatile long longestAnswer = Long.MAX_VALUE;
    private volatile long swallowedFrom = Long.MAX_VALUE;
    private volatile int delay;
    private final Semaphore pause = new Semaphore(0);

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

    /** Ends each connection after so many bytes of what the other end answers. */
    public void cutAfter(long bytes) {
        longestAnswer = bytes;
    }

    /** Loses all that comes after so many bytes of what the other end answers, without an end to the connection. */
    public void swallowAfter(long bytes) {
        swallowedFrom = bytes;
    }

    /** Lets so many milliseconds pass before each piece of an answer. */
    public void slowDown(int millis) {
        delay = millis;
    }

    /** How many connections were made. */
    public int connections() {
        return connections.get();
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
                connections.incrementAndGet();
                var inside = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(outside);
                open.add(inside);
                var isLost = isSwallowed;
                Thread.ofVirtual().start(() -> pass(outside, inside, isLost));
                Thread.ofVirtual().start(() -> answer(inside, outside, isLost));
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private void answer(Socket from, Socket to, AtomicBoolean isLost) {
        var bytes = new byte[8 * 1024];
        var passed = 0L;
        try (from;
                to) {
            for (var count = 0; count >= 0; count = from.getInputStream().read(bytes)) {
                passed += count;
                if (passed > longestAnswer) {
                    return;
                }
                if (!isLost.get() && passed <= swallowedFrom) {
                    pause.tryAcquire(delay, TimeUnit.MILLISECONDS);
                    to.getOutputStream().write(bytes, 0, count);
                }
            }
        } catch (IOException e) {
            return; // one side has ended, so both have
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
