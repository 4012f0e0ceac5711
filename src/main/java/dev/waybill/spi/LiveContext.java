package dev.waybill.spi;

import java.io.IOException;
import java.util.Map;

/** Where to look for what is live. Belongs to one look and one thread. */
public interface LiveContext {
    /** The name of the app. */
    String app();

    String environment();

    /**
     * The settings of the provider, with the values of secrets in the place of their references.
     *
     * @throws IOException with a sentence that names the secret that cannot be read
     */
    Map<String, Object> settings() throws IOException;
}
