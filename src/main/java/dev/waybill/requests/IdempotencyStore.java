package dev.waybill.requests;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.DeployStore;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.Invalid;
import dev.waybill.store.Tx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The deploys that were requested with an idempotency key, so that a repeated request does not create a second one. The key is
 * recorded in the same transaction as the deploy: of concurrent requests one creates it, and the others find it.
 */
final class IdempotencyStore {
    private static final Duration KEPT = Duration.ofHours(24);

    private static final String FIND = """
            select request, deploy_id from idempotency_keys where user_id = ? and idempotency_key = ? and created_at > ?
            """;
    private static final String FORGET = "delete from idempotency_keys where created_at <= ?";
    private static final String INSERT = """
            insert into idempotency_keys (user_id, idempotency_key, request, deploy_id, created_at) values (?, ?, ?, ?, ?)
            """;

    private IdempotencyStore() {}

    private record Known(String request, DeployId deploy) {}

    /**
     * The deploy that an earlier request with this key created; empty if there is none.
     *
     * @throws Conflict if the key was used for another request
     */
    static Optional<Deploy> find(Handle handle, DeployRequest request, Instant now) {
        var key = request.idempotencyKey();
        if (key == null) {
            return Optional.empty();
        }
        if (!key.matches("[\\x21-\\x7e]{1,255}")) {
            throw Invalid.fields(Map.of("Idempotency-Key", "must be 1 to 255 visible ASCII characters"));
        }
        return handle.createQuery(FIND)
                .bind(0, request.caller().user().id().value())
                .bind(1, key)
                .bind(2, oldest(now))
                .map((row, _) -> new Known(row.getString("request"), new DeployId(row.getLong("deploy_id"))))
                .findOne()
                .map(known -> {
                    if (!known.request().equals(fingerprint(request))) {
                        throw new Conflict(
                                "idempotency_conflict",
                                "the Idempotency-Key \"%s\" was used for another request within the last 24 hours; use a new key for a new request"
                                        .formatted(key));
                    }
                    return DeployStore.find(handle, known.deploy()).orElseThrow();
                });
    }

    /** @throws dev.waybill.store.NotUnique if another request with that key was faster */
    static void record(Tx tx, DeployRequest request, DeployId deploy, Instant now) {
        if (request.idempotencyKey() != null) {
            tx.update(FORGET, oldest(now));
            tx.update(
                    INSERT,
                    request.caller().user().id().value(),
                    request.idempotencyKey(),
                    fingerprint(request),
                    deploy.value(),
                    now.toEpochMilli());
        }
    }

    private static long oldest(Instant now) {
        return now.minus(KEPT).toEpochMilli();
    }

    /** A hash of the meaning of a request, independent of its form. */
    private static String fingerprint(DeployRequest request) {
        var wish = new ArrayList<@Nullable Object>(Arrays.asList(
                request.app(),
                request.environment(),
                request.target().words(),
                request.userName(),
                new TreeMap<>(request.params()),
                request.force(),
                request.reason(),
                request.queue(),
                request.expected().live(),
                request.expected().sha()));
        if (request.isExternal()) {
            wish.add("external"); // only then, so that what earlier releases recorded is still the same
        }
        var bytes = JsonMapper.shared().writeValueAsString(wish).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(bytes).toString();
    }
}
