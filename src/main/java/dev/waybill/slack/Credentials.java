package dev.waybill.slack;

import dev.waybill.spi.Secret;
import java.io.IOException;

/** The tokens of the app. They are read each time, so that new ones need no restart. */
public interface Credentials {
    /** The app-level token, {@code xapp-…}. @throws IOException with a sentence if it cannot be read */
    Secret app() throws IOException;

    /** The token of the bot, {@code xoxb-…}. @throws IOException with a sentence if it cannot be read */
    Secret bot() throws IOException;
}
