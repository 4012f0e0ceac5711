package dev.waybill.forge;

import dev.waybill.apps.AppId;
import dev.waybill.apps.Apps;
import dev.waybill.logs.Masker;
import dev.waybill.repositories.AppSecrets;
import java.io.IOException;

/** Masks the secrets of apps in what their code hosts show. Thread-safe. */
public final class SecretMask {
    private final Apps apps;
    private final AppSecrets secrets;

    public SecretMask(Apps apps, AppSecrets secrets) {
        this.apps = apps;
        this.secrets = secrets;
    }

    /**
     * To be called before the text is cut.
     *
     * @param version of the app whose secrets these are
     */
    public String masked(AppId app, int version, String environment, String text) {
        try {
            var references = apps.config(app, version).secrets(environment);
            return new Masker(secrets.of(app).read(references).values()).mask(text);
        } catch (IOException e) {
            return "the reason is withheld, because the secrets to mask in it cannot be read";
        }
    }
}
