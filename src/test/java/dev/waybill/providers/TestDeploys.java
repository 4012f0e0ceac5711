package dev.waybill.providers;

import dev.waybill.spi.DeployInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Deploys as providers see them: {@code shop/production#42}. */
public final class TestDeploys {
    public static final String SHA = "0123456789012345678901234567890123456789";

    private TestDeploys() {}

    public static DeployInfo with(Map<String, Object> settings) {
        return with("main", null, Map.of(), settings);
    }

    public static DeployInfo with(
            String ref, @Nullable String sshKey, Map<String, String> params, Map<String, Object> settings) {
        return new DeployInfo(
                "1",
                "shop",
                "production",
                42,
                "deploy",
                ref,
                SHA,
                null,
                false,
                "ann@example.com",
                "http://localhost:8080",
                sshKey,
                params,
                List.of(),
                settings);
    }

    /** The same deploy, to these hosts only. */
    public static DeployInfo on(List<String> hosts, DeployInfo all) {
        return new DeployInfo(
                all.id(),
                all.app(),
                all.environment(),
                all.number(),
                all.task(),
                all.ref(),
                all.sha(),
                all.previousSha(),
                all.isRollback(),
                all.user(),
                all.url(),
                all.sshKey(),
                all.params(),
                hosts,
                all.settings());
    }
}
