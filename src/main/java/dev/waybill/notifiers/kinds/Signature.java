package dev.waybill.notifiers.kinds;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The headers of the Standard Webhooks specification, for which receivers find libraries in most languages. */
final class Signature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";

    private Signature() {}

    /**
     * @param id the same each time the same is sent
     * @param secret null for no signature; the bytes of its text, or those after {@code whsec_} in Base64
     */
    static Map<String, String> headers(String id, Instant now, String body, @Nullable String secret) {
        var headers = new LinkedHashMap<String, String>();
        var timestamp = Long.toString(now.getEpochSecond());
        headers.put("Webhook-Id", id);
        headers.put("Webhook-Timestamp", timestamp);
        if (secret != null) {
            headers.put("Webhook-Signature", "v1," + hmac(key(secret), "%s.%s.%s".formatted(id, timestamp, body)));
        }
        return headers;
    }

    private static byte[] key(String secret) {
        if (secret.startsWith(PREFIX)) {
            try {
                return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
            } catch (IllegalArgumentException _) { // text that only begins like one
            }
        }
        return secret.getBytes(StandardCharsets.UTF_8);
    }

    private static String hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
