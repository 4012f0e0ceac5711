package dev.waybill.webhooks;

import dev.waybill.apps.App;
import dev.waybill.apps.AppId;
import dev.waybill.checks.CheckPoller;
import dev.waybill.errors.Invalid;
import dev.waybill.errors.NotFound;
import dev.waybill.errors.Unauthenticated;
import dev.waybill.errors.Unavailable;
import dev.waybill.forge.ForgeKind;
import dev.waybill.forge.Webhook;
import dev.waybill.forge.config.WebhookSenders;
import dev.waybill.watches.Watches;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Has repositories looked at, and checks asked, when their code hosts say that something has happened. It is a hint: of what they
 * say, only the name of the repository is used, so a webhook that is lost, late, repeated or forged changes nothing but when the
 * server looks. Thread-safe.
 */
public final class Webhooks {
    private final List<ForgeKind> kinds;
    private final WebhookSenders senders;
    private final Watches watches;
    private final CheckPoller checks;
    private final Consumer<AppId> deployments;
    private final Signatures signatures = new Signatures();

    /** @param deployments has the deployments that others create for an app looked at now; must not block for long */
    public Webhooks(
            Collection<ForgeKind> kinds,
            WebhookSenders senders,
            Watches watches,
            CheckPoller checks,
            Consumer<AppId> deployments) {
        this.kinds = kinds.stream().filter(kind -> kind.webhooks().isPresent()).toList();
        this.senders = senders;
        this.watches = watches;
        this.checks = checks;
        this.deployments = deployments;
    }

    /** The kinds of code hosts that can send webhooks. */
    public List<ForgeKind> kinds() {
        return kinds;
    }

    /**
     * What came of a webhook.
     *
     * @param apps how many apps it concerns
     * @param message for people who look at it at the code host
     */
    public record Receipt(int apps, String message) {}

    /**
     * Checks a webhook, and follows it. Blocks, for seconds at most.
     *
     * @param kind one of {@link #kinds}
     * @param body is read only if a signature came with it, and parsed only if that is right
     * @throws NotFound if webhooks are off
     * @throws Unauthenticated if the signature is missing or wrong
     * @throws Unavailable if the secret cannot be read
     * @throws Invalid if the body makes no sense
     */
    public Receipt receive(ForgeKind kind, Function<String, @Nullable String> header, Supplier<byte[]> body)
            throws InterruptedException {
        var format = kind.webhooks().orElseThrow();
        var known = senders.all(kind);
        if (known.isEmpty()) {
            throw new NotFound(
                    "webhooks_off",
                    "Webhooks are off; to switch them on, set %s.webhook_secret in the server's configuration file or in an app"
                            .formatted(kind.name()));
        }
        var signature = format.signature(header).orElseThrow(Signatures::wrong);
        var bytes = body.get();
        var verified = signatures.verified(known, bytes, signature);
        return format.read(header, bytes)
                .map(webhook -> followed(kind, webhook, verified))
                .orElseGet(() -> new Receipt(0, "The signature is right; this event changes nothing here"));
    }

    private Receipt followed(ForgeKind kind, Webhook webhook, List<WebhookSenders.Sender> verified) {
        var apps = new TreeMap<String, App>();
        verified.forEach(sender -> sender.apps(webhook.repository()).forEach(app -> apps.put(app.name(), app)));
        if (apps.isEmpty()) {
            return new Receipt(
                    0,
                    "The signature is right, but no app that it is for has the repository %s"
                            .formatted(webhook.repository()));
        }
        watches.lookNow(apps.values());
        if (webhook.isAboutChecks()) {
            checks.hurry(apps.values(), kind.name());
        } else {
            apps.values().forEach(app -> deployments.accept(app.id()));
        }
        return new Receipt(apps.size(), "The server looks at %s now".formatted(webhook.repository()));
    }
}
