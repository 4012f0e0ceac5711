package dev.waybill.notifiers.slack;

import dev.waybill.spi.Remark;
import dev.waybill.spi.Told;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Members of the workspace by e-mail address, for one attempt: those that are configured, then those that Slack knows. */
final class Members {
    static final String MENTIONS = "mentions";

    private final WebApi api;
    private final Map<String, Object> settings;
    private final Map<String, String> ids = new HashMap<>();
    private String refusal = "";

    Members(WebApi api, Map<String, Object> settings) {
        this.api = api;
        this.settings = settings;
    }

    /** The mistakes in the setting. */
    static Stream<Remark> review(Map<String, Object> settings) {
        return settings.get(MENTIONS) instanceof Map<?, ?> ids
                ? ids.entrySet().stream()
                        .filter(it -> !(it.getValue() instanceof String id && id.matches("[UW][A-Z0-9]{1,30}")))
                        .map(it -> new Remark(
                                MENTIONS,
                                "must have the member id of Slack for %s, such as U0123456789".formatted(it.getKey()),
                                true))
                : Stream.empty();
    }

    /** @param who the name of a user, or an e-mail address, in which capitals do not count */
    static Optional<String> configured(Map<String, Object> settings, String who) {
        if (!(settings.get(MENTIONS) instanceof Map<?, ?> ids)) {
            return Optional.empty();
        }
        var found = ids.get(who);
        return found != null
                ? Optional.of(String.valueOf(found))
                : ids.entrySet().stream()
                        .filter(it -> who.contains("@") && who.equalsIgnoreCase(String.valueOf(it.getKey())))
                        .map(it -> String.valueOf(it.getValue()))
                        .findFirst();
    }

    /**
     * Finds some. Blocks.
     *
     * @param until when to give up what Slack does not answer
     * @return to ask for them again later; empty when they were found, or cannot be
     */
    Optional<Told> find(Collection<String> emails, Instant until) throws InterruptedException {
        for (var email : emails) {
            var known = configured(settings, email).or(() -> api.directory().find(api.bot(), email, api.now()));
            if (known.isPresent()) {
                ids.put(email, known.get());
            } else if (refusal.isEmpty() && email.matches("[^\\s@]+@[^\\s@]+")) {
                var reply = api.read("users.lookupByEmail", Map.of("email", email));
                var later = reply.later(until, api.now());
                if (later.isPresent()) {
                    return later;
                }
                take(email, reply);
            }
        }
        return Optional.empty();
    }

    private void take(String email, Reply reply) {
        switch (reply) {
            case Reply.Ok ok -> take(email, ok.json().path("user").path("id").asString(""));
            case Reply.No no when no.error().equals("users_not_found") -> take(email, "");
            case Reply.No no -> refusal = no.told().answer();
        }
    }

    private void take(String email, String id) {
        ids.put(email, id);
        api.directory().put(api.bot(), email, id, api.now());
    }

    /** Whoever was found. */
    Optional<String> of(String email) {
        return Optional.ofNullable(ids.get(email)).filter(id -> !id.isEmpty());
    }

    /** Why Slack looks up nobody; empty if it does. */
    String refusal() {
        return refusal;
    }
}
