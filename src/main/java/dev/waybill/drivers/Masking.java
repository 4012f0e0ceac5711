package dev.waybill.drivers;

import dev.waybill.apps.Apps;
import dev.waybill.deploys.Deploy;
import dev.waybill.logs.Masker;
import dev.waybill.repositories.AppSecrets;
import dev.waybill.spi.Secret;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * Masks the output of external commands. They get no secrets from here, but may know them. No tail is kept back here: the driver
 * sends it again, with what comes after it. Thread-safe.
 */
public final class Masking {
    private final Apps apps;
    private final AppSecrets secrets;

    public Masking(Apps apps, AppSecrets secrets) {
        this.apps = apps;
        this.secrets = secrets;
    }

    /**
     * Output as it is stored.
     *
     * @param consumed how many of the raw bytes it stands for; the driver has to send the others again
     */
    sealed interface Masked {
        int consumed();
    }

    record Shown(byte[] bytes, int consumed) implements Masked {}

    /** The secrets cannot be read, so that the output cannot be shown. */
    record Withheld(String why, int consumed) implements Masked {}

    /** Masks pieces of the output of one deploy. */
    interface Masks {
        /**
         * @param from where to begin in the bytes
         * @param isLast whether nothing follows
         */
        Masked mask(byte[] bytes, int from, boolean isLast);
    }

    /** With the present secrets of the app, and the token of the command. Reads files. */
    Masks of(Deploy deploy, Secret token) {
        var config = apps.config(deploy.app(), deploy.appVersion());
        try {
            var all = new ArrayList<>(secrets.of(deploy.app())
                    .read(config.secrets(deploy.environment()))
                    .values());
            all.add(token);
            var masker = new Masker(all);
            return (bytes, from, isLast) -> shown(masker, Arrays.copyOfRange(bytes, from, bytes.length), isLast);
        } catch (IOException e) {
            var why = String.valueOf(e.getMessage());
            return (bytes, from, _) -> new Withheld(why, bytes.length - from);
        }
    }

    private static Masked shown(Masker masker, byte[] piece, boolean isLast) {
        var masked = isLast ? masker.maskBeforeCut(piece, piece.length) : masker.mask(piece, piece.length, false);
        return new Shown(masked.bytes(), masked.consumed());
    }
}
