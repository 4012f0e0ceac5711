package dev.waybill.drivers;

import dev.waybill.access.Tokens;
import dev.waybill.errors.Invalid;
import dev.waybill.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The secret by which a driver is recognised. The driver chooses it, so that it can repeat a request whose answer was lost; only
 * a hash of it is stored.
 */
public record DriverKey(Secret secret) {
    private static final Pattern STRONG = Pattern.compile("[A-Za-z0-9_-]{32,100}");

    public DriverKey {
        if (!STRONG.matcher(secret.value()).matches()) {
            throw Invalid.fields(Map.of("key", "must be 32 to 100 random letters, digits, _ or -"));
        }
    }

    String hash() {
        return HexFormat.of().formatHex(digest("driver"));
    }

    /**
     * The token of the command. It is derived from the key, so that every server can mask it in the output, although no server
     * stores it.
     */
    Secret token() {
        return new Secret(
                Tokens.PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(digest("token")));
    }

    private byte[] digest(String purpose) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((purpose + " " + secret.value()).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
