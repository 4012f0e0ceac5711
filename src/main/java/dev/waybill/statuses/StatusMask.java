package dev.waybill.statuses;

import dev.waybill.apps.Apps;
import dev.waybill.deploys.Deploy;
import dev.waybill.logs.Masker;
import dev.waybill.repositories.AppSecrets;
import java.io.IOException;

/** Masks the secrets of apps in what their code hosts show. Thread-safe. */
public final class StatusMask {
    private final Apps apps;
    private final AppSecrets secrets;

    public StatusMask(Apps apps, AppSecrets secrets) {
        this.apps = apps;
        this.secrets = secrets;
    }

    String masked(Deploy deploy, String text) {
        try {
            var references = apps.config(deploy.app(), deploy.appVersion()).secrets(deploy.environment());
            return new Masker(secrets.of(deploy.app()).read(references).values()).mask(text);
        } catch (IOException e) {
            return "the reason is withheld, because the secrets to mask in it cannot be read";
        }
    }
}
