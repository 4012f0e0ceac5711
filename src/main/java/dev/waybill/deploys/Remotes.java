package dev.waybill.deploys;

import dev.waybill.apps.config.AppConfig;
import dev.waybill.hosts.Hosts;
import dev.waybill.vcs.HostCheck;
import dev.waybill.vcs.Remote;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Makes the repository of an app with what opens it; a password is read when it is needed. */
final class Remotes {
    private Remotes() {}

    /** @throws IOException with a sentence if the password cannot be had */
    static Remote of(AppConfig config, Hosts hosts) throws IOException {
        var access = config.access();
        var password = access.password() == null ? null : SecretValues.read("credentials.password", access.password());
        return hosts.checked(new Remote(
                config.repositoryUrl(), sshKey(config), access.username(), password, new HostCheck.ByUser()));
    }

    static @Nullable Path sshKey(AppConfig config) {
        var key = config.access().sshKey();
        return key == null || key.file() == null ? null : Path.of(key.file());
    }
}
