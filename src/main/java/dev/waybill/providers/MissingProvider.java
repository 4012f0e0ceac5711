package dev.waybill.providers;

import dev.waybill.spi.DeployInfo;
import dev.waybill.spi.Provider;
import dev.waybill.spi.ProviderContext;
import dev.waybill.spi.Result;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stands for a provider that this server does not have, such as a plug-in that was removed: every deploy with it fails. */
record MissingProvider(String name) implements Provider {
    private String sentence() {
        return "this server has no provider \"%s\"; add its plug-in and restart the server, or choose another provider"
                .formatted(name);
    }

    @Override
    public List<Setting> settings() {
        return List.of();
    }

    @Override
    public Optional<String> objection(DeployInfo deploy) {
        return Optional.of(sentence());
    }

    /** Of a deploy that was requested while the server had the provider. */
    @Override
    public List<Step> steps(DeployInfo deploy) {
        return List.of(new Step(deploy.task(), sentence(), Map.of(), Duration.ofHours(1)));
    }

    @Override
    public Result start(ProviderContext context) {
        return new Result.Failed(sentence());
    }

    /** What it had begun may have come to a good end. */
    @Override
    public Result resume(ProviderContext context) {
        return new Result.Interrupted("it may have been deployed, but " + sentence());
    }
}
