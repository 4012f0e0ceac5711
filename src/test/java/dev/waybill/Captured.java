package dev.waybill;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What somebody writes, for others to wait for. Thread-safe. */
final class Captured extends OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean isOver;

    @Override
    public synchronized void write(int single) {
        bytes.write(single);
        notifyAll();
    }

    @Override
    public synchronized void write(byte[] from, int offset, int length) {
        bytes.write(from, offset, length);
        notifyAll();
    }

    /** Nothing comes after this. */
    synchronized void end() {
        isOver = true;
        notifyAll();
    }

    synchronized byte[] bytes() {
        return bytes.toByteArray();
    }

    synchronized String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Waits until there is such a text. */
    synchronized void await(String text) throws InterruptedException {
        while (!text().contains(text)) {
            if (isOver) {
                throw new AssertionError("it ended without \"%s\": %s".formatted(text, text()));
            }
            wait();
        }
    }
}
