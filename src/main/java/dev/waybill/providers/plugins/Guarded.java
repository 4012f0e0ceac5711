package dev.waybill.providers.plugins;

import dev.waybill.spi.AppInfo;
import dev.waybill.spi.DeployInfo;
import dev.waybill.spi.Live;
import dev.waybill.spi.LiveContext;
import dev.waybill.spi.Provider;
import dev.waybill.spi.ProviderContext;
import dev.waybill.spi.Remark;
import dev.waybill.spi.Result;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A provider of others, whose failures hurt its own apps only: outside of deploys, they become sentences. During a deploy they
 * are left to the caller, as exceptions that a provider may throw. A plug-in can throw anything, such as checked exceptions if
 * it is not written in Java.
 */
final class Guarded implements Provider {
    private static final Logger LOG = LoggerFactory.getLogger(Guarded.class);

    private final Provider provider;
    private final String name;
    private final List<Setting> settings;

    /** Asks for the name and the settings, once. */
    Guarded(Provider provider) {
        this.provider = provider;
        this.name = Objects.requireNonNull(provider.name(), "its name is null");
        this.settings = List.copyOf(provider.settings());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Setting> settings() {
        return settings;
    }

    private String sentence() {
        return "the provider %s failed unexpectedly; see the server's log".formatted(name);
    }

    private <T> T guarded(Supplier<T> call, T otherwise) {
        try {
            return Objects.requireNonNull(call.get(), "it returned null");
        } catch (Throwable e) {
            LOG.error("the provider {} failed", name, e);
            return otherwise;
        }
    }

    /** A failure is a warning: the rest of a configuration file is still good. */
    @Override
    public List<Remark> review(AppInfo app) {
        return guarded(() -> List.copyOf(provider.review(app)), List.of(new Remark("", sentence(), false)));
    }

    @Override
    public Optional<String> objection(DeployInfo deploy) {
        return guarded(() -> provider.objection(deploy).or(() -> withoutSteps(deploy)), Optional.of(sentence()));
    }

    private Optional<String> withoutSteps(DeployInfo deploy) {
        return provider.steps(deploy).isEmpty() ? Optional.of(sentence()) : Optional.empty();
    }

    @Override
    public Set<String> tasks(Map<String, Object> values) {
        return guarded(() -> Set.copyOf(provider.tasks(values)), Set.of());
    }

    @Override
    public Optional<List<String>> hosts(DeployInfo deploy) {
        return guarded(() -> provider.hosts(deploy).map(List::copyOf), Optional.empty());
    }

    /** At least one, whatever happens. */
    @Override
    public List<Step> steps(DeployInfo deploy) {
        var unknown = List.of(new Step(deploy.task(), sentence(), Map.of(), Duration.ofHours(1)));
        var steps = guarded(() -> List.copyOf(provider.steps(deploy)), unknown);
        return steps.isEmpty() ? unknown : steps;
    }

    private interface Work {
        Result run() throws InterruptedException;
    }

    private static Result during(String call, Work work) throws InterruptedException {
        try {
            return Objects.requireNonNull(work.run(), call + " returned null");
        } catch (RuntimeException | InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("%s threw %s".formatted(call, e), e);
        }
    }

    @Override
    public Result start(ProviderContext context) throws InterruptedException {
        return during("start", () -> provider.start(context));
    }

    @Override
    public Result resume(ProviderContext context) throws InterruptedException {
        return during("resume", () -> provider.resume(context));
    }

    @Override
    public void cancel(ProviderContext context) throws InterruptedException {
        during("cancel", () -> {
            provider.cancel(context);
            return new Result.Cancelled();
        });
    }

    @Override
    public boolean tellsLive() {
        return guarded(provider::tellsLive, false);
    }

    @Override
    public Optional<Live> live(LiveContext context) throws IOException, InterruptedException {
        try {
            return Objects.requireNonNull(provider.live(context), "live returned null");
        } catch (IOException | InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            LOG.error("the provider {} failed", name, e);
            throw new IOException(sentence(), e);
        }
    }
}
