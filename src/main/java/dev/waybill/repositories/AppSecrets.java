package dev.waybill.repositories;

import dev.waybill.apps.AppId;
import dev.waybill.apps.Apps;
import dev.waybill.apps.ServerFiles;

/** The secrets of apps. Thread-safe. */
public final class AppSecrets {
    private final Apps apps;
    private final ServerFiles files;

    public AppSecrets(Apps apps, ServerFiles files) {
        this.apps = apps;
        this.files = files;
    }

    /** The secrets of one app; none of them is read yet. */
    public SecretValues of(AppId app) {
        return new SecretValues(files, () -> apps.app(app).isOfFile());
    }
}
