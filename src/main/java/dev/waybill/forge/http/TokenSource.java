package dev.waybill.forge.http;

import dev.waybill.spi.Secret;
import java.io.IOException;

/** A secret that is read each time it is needed, so that a replaced file takes effect at once. Thread-safe. */
@FunctionalInterface
public interface TokenSource {
    /** @throws IOException with a sentence that names what cannot be read */
    Secret read() throws IOException;
}
