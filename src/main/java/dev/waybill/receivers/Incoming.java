package dev.waybill.receivers;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Request;

/** An answer that is read while it is made. For one thread, which closes it. */
public final class Incoming implements AutoCloseable {
    private final int status;
    private final InputStream content;

    private Incoming(int status, InputStream content) {
        this.status = status;
        this.content = content;
    }

    static Incoming open(Request request, Duration longest) throws IOException, TimeoutException, InterruptedException {
        var listener = new InputStreamResponseListener();
        request.send(listener);
        var content = listener.getInputStream();
        try {
            var status = listener.get(longest.toMillis(), TimeUnit.MILLISECONDS).getStatus();
            return new Incoming(status, content);
        } catch (ExecutionException e) {
            content.close();
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            content.close();
            throw e;
        }
    }

    public int status() {
        return status;
    }

    /**
     * Reads what has come, and waits if there is nothing. Blocks.
     *
     * @return the number of bytes; negative at the end
     * @throws IOException if the answer was cut off, or nothing came for too long
     */
    public int read(byte[] bytes) throws IOException, InterruptedException {
        try {
            return content.read(bytes);
        } catch (InterruptedIOException e) {
            throw (InterruptedException) new InterruptedException().initCause(e);
        }
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
