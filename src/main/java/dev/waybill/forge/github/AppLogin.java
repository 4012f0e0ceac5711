package dev.waybill.forge.github;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.http.Login;
import dev.waybill.spi.Secret;
import dev.waybill.spi.Time;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Signs in as a GitHub App, with a JWT for each request. Learns from a refusal how wrong the clock of this machine is. */
final class AppLogin implements Login {
    /** GitHub refuses what begins in the future or ends in more than ten minutes, both by its own clock. */
    private static final Duration BEFORE = Duration.ofMinutes(1);

    private static final Duration AFTER = Duration.ofMinutes(8);
    private static final Duration CLOSE_ENOUGH = Duration.ofSeconds(30);
    private static final String HEADER =
            encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));

    private final Credential.App app;
    private final Time time;
    private volatile Duration skew = Duration.ZERO;

    AppLogin(Credential.App app, Time time) {
        this.app = app;
        this.time = time;
    }

    @Override
    public Secret token() throws ForgeFailure {
        try {
            var now = time.now().plus(skew);
            var claims = Map.of("iat", seconds(now.minus(BEFORE)), "exp", seconds(now.plus(AFTER)), "iss", app.id());
            var text = HEADER + "." + encoded(JsonMapper.shared().writeValueAsBytes(claims));
            return new Secret(text + "." + encoded(signed(text)));
        } catch (IOException e) {
            throw new ForgeFailure(
                    Kind.UNAUTHORIZED,
                    "the private key of the App %s cannot be used: %s".formatted(app.id(), e.getMessage()));
        }
    }

    private static long seconds(Instant at) {
        return at.getEpochSecond();
    }

    private byte[] signed(String text) throws IOException {
        var key = PrivateKeys.read(app.privateKey().read().value());
        return signed(key, text);
    }

    private static byte[] signed(PrivateKey key, String text) throws IOException {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IOException("it cannot sign (%s)".formatted(e.getMessage()), e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether our clock is wrong, which is corrected from now on. */
    @Override
    public boolean isRenewed(Secret refused, Optional<Instant> at) {
        var found = at.map(it -> Duration.between(time.now(), it)).orElse(skew);
        var isOther = found.minus(skew).abs().compareTo(CLOSE_ENOUGH) > 0;
        if (isOther) {
            skew = found;
        }
        return isOther;
    }
}
