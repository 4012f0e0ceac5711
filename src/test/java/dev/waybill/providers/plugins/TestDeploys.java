package dev.waybill.providers.plugins;

import dev.waybill.spi.DeployInfo;
import java.util.Map;

/** Deploys as providers see them. */
public final class TestDeploys {
    private TestDeploys() {}

    public static DeployInfo with(Map<String, Object> settings) {
        return new DeployInfo(
                "1",
                "shop",
                "production",
                42,
                "deploy",
                "main",
                "0123456789012345678901234567890123456789",
                null,
                false,
                "ann",
                "http://localhost:8080",
                null,
                Map.of(),
                settings);
    }
}
