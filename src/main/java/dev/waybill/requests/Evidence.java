package dev.waybill.requests;

import dev.waybill.commands.KnownSecrets;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.Invalid;
import dev.waybill.repositories.AppSecrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes evidence fit for display: one line, without the secrets of the app. Thread-safe. */
public final class Evidence {
    private static final int MOST_BYTES = 10_000;

    /** Line breaks, other control characters, and those that change the direction of what follows. */
    private static final Pattern ODD = Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]+");

    /** Any can be an address. */
    private static final Pattern WORD = Pattern.compile("\\S+");

    private final AppSecrets secrets;

    public Evidence(AppSecrets secrets) {
        this.secrets = secrets;
    }

    /**
     * Null if there is none.
     *
     * @throws Conflict if the secrets to mask cannot be read
     */
    @Nullable
    String shown(Asking asking, @Nullable String evidence) {
        if (evidence == null || evidence.isBlank()) {
            return null;
        }
        if (evidence.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw Invalid.fields(Map.of("evidence", "must have at most %d bytes; give a URL".formatted(MOST_BYTES)));
        }
        var known = known(asking);
        var line = known.mask(ODD.matcher(evidence).replaceAll(" ").strip());
        return WORD.matcher(line).replaceAll(word -> Matcher.quoteReplacement(known.maskAddress(word.group())));
    }

    private KnownSecrets known(Asking asking) {
        var app = asking.app();
        try {
            var references = app.config().secrets(asking.lane().environment());
            return KnownSecrets.of(secrets.of(app.id()).read(references).values());
        } catch (IOException e) {
            throw new Conflict(
                    "conflict",
                    "nothing was recorded, because the secrets to mask in the evidence cannot be read: "
                            + e.getMessage());
        }
    }
}
