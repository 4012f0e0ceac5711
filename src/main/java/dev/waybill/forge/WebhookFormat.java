package dev.waybill.forge;

import dev.waybill.errors.Invalid;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a kind of code host tells by HTTP requests what has happened in a repository. Anyone can send such a request; only its
 * signature shows who has.
 *
 * @param signature the header with the HMAC-SHA256 of the body, in hexadecimal digits
 * @param prefix what comes before the digits
 * @param event the header with the name of the event
 * @param ofRefs the events after which branches, tags or deployments may have changed
 * @param ofChecks the events after which checks may have changed
 */
public record WebhookFormat(String signature, String prefix, String event, Set<String> ofRefs, Set<String> ofChecks) {
    private static final int BYTES = 32;

    public WebhookFormat {
        ofRefs = Set.copyOf(ofRefs);
        ofChecks = Set.copyOf(ofChecks);
    }

    /** The signature of a request, by its headers; empty if it has none, or one that cannot be right. */
    public Optional<byte[]> signature(Function<String, @Nullable String> header) {
        var given = header.apply(signature);
        if (given == null || !given.startsWith(prefix) || given.length() != prefix.length() + 2 * BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(HexFormat.of().parseHex(given, prefix.length(), given.length()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * What a request says; empty if its event is of no interest. Only for bodies whose signature was checked.
     *
     * @throws Invalid if the body is not JSON, or names no repository
     */
    public Optional<Webhook> read(Function<String, @Nullable String> header, byte[] body) {
        var json = json(body);
        var name = String.valueOf(header.apply(event));
        if (!ofRefs.contains(name) && !ofChecks.contains(name)) {
            return Optional.empty();
        }
        var repository = json.path("repository").path("full_name");
        if (!repository.isString()
                || ForgeSettings.objectionToRepo(repository.asString()).isPresent()) {
            throw new Invalid(
                    "invalid_body",
                    "repository.full_name must be the owner and the name of a repository, such as acme/shop");
        }
        return Optional.of(new Webhook(repository.asString(), ofChecks.contains(name)));
    }

    private static JsonNode json(byte[] body) {
        try {
            var json = JsonMapper.shared().readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException e) {
            // the same mistake
        }
        throw new Invalid(
                "invalid_body",
                "The body is not a JSON object; set the content type of the webhook to application/json");
    }
}
