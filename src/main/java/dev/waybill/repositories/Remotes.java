package dev.waybill.repositories;

import dev.waybill.apps.AppId;
import dev.waybill.apps.Apps;
import dev.waybill.apps.ServerFiles;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.hosts.Hosts;
import dev.waybill.spi.Secret;
import dev.waybill.vcs.HostCheck;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The repositories of apps, with their credentials. A password is read only when it is needed. */
public final class Remotes {
    private final Apps apps;
    private final ServerFiles files;
    private final Hosts hosts;
    private final AppSecrets secrets;

    public Remotes(Apps apps, ServerFiles files, Hosts hosts) {
        this.apps = apps;
        this.files = files;
        this.hosts = hosts;
        this.secrets = new AppSecrets(apps, files);
    }

    /** @throws IOException with a sentence if the password cannot be read */
    public Remote of(AppConfig config, AppId app) throws IOException {
        var objection = files.objection(config.repositoryUrl());
        if (objection.isPresent()) {
            throw new IOException("the repository: " + objection.get());
        }
        var access = config.access();
        var password = access.password() == null
                ? null
                : new Secret(secrets.of(app)
                        .read("credentials.password", access.password())
                        .value()
                        .strip());
        if (password != null
                && password.value().matches("(?s).*[\\r\\n].*")) { // git would read the rest as another field
            throw new IOException("secret credentials.password: %s contains a line break; a password for git must not"
                    .formatted(access.password()));
        }
        return hosts.checked(new Remote(
                config.repositoryUrl(),
                readable(config, app),
                access.username(),
                password,
                new HostCheck.ByUser(),
                false));
    }

    /** The key's real path, if the app may use that file. */
    private @Nullable Path readable(AppConfig config, AppId app) throws IOException {
        var key = sshKey(config);
        try {
            return key == null ? null : files.real(key.toString(), apps.app(app).isOfFile());
        } catch (ServerFiles.Refused e) {
            throw new IOException("ssh_key: " + e.getMessage(), e);
        } catch (IOException e) {
            return key; // ssh reports what is wrong with it
        }
    }

    /**
     * A repository that a commit refers to. The app's credentials are used only at the same scheme, host and port; an app with
     * credentials of its own never uses the server's.
     */
    public Remote named(Remote own, RepositoryUrl url) throws IOException {
        if (url.place().isPresent() && url.place().equals(own.url().place())) {
            return own.at(url);
        }
        return hosts.checked(own.hasOwnKeys() ? Remote.anonymous(url) : Remote.of(url));
    }

    public static @Nullable Path sshKey(AppConfig config) {
        var key = config.access().sshKey();
        return key == null || key.file() == null ? null : Path.of(key.file());
    }
}
