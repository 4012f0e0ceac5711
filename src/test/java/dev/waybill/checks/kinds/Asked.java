package dev.waybill.checks.kinds;

import dev.waybill.spi.CheckContext;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question to a check about a commit.
 *
 * @param user who runs commands
 * @param made when the commit was made; null if the repository cannot be asked
 */
record Asked(
        String ref,
        Map<String, Object> settings,
        @Nullable Instant made,
        Map<String, String> variables,
        @Nullable String user)
        implements CheckContext {
    static final Instant NOW = Instant.parse("2026-11-23T14:02:00Z");
    static final String SHA = "1234567890123456789012345678901234567890";

    Asked(String ref, Map<String, Object> settings, @Nullable Instant made) {
        this(ref, settings, made, Map.of("PATH", System.getenv("PATH")), null);
    }

    /** With one more variable. */
    Asked with(String name, String value) {
        var more = new HashMap<>(variables);
        more.put(name, value);
        return new Asked(ref, settings, made, more, user);
    }

    Asked as(String account) {
        return new Asked(ref, settings, made, variables, account);
    }

    static Asked with(Map<String, Object> settings) {
        return new Asked("feature/a b", settings, NOW.minusSeconds(60));
    }

    @Override
    public String app() {
        return "shop";
    }

    @Override
    public String environment() {
        return "production";
    }

    @Override
    public String sha() {
        return SHA;
    }

    @Override
    public Instant now() {
        return NOW;
    }

    @Override
    public Instant committedAt() throws IOException {
        if (made == null) {
            throw new IOException("the repository does not answer");
        }
        return made;
    }
}
