package dev.waybill.forge.fake;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who may do what at a fake GitHub: tokens, and one App with its installation. Thread-safe. */
final class GitHubAccess {
    private static final Duration LONGEST_JWT = Duration.ofMinutes(10);

    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Set<String> withheld = ConcurrentHashMap.newKeySet();
    private final AtomicInteger issued = new AtomicInteger();
    private volatile String scopes = "";
    private volatile boolean isInstalled = true;
    private volatile boolean isSuspended;

    GitHubAccess(String token) {
        tokens.add(token);
    }

    /** Made when it is needed first, since that takes a while; the same for all fakes. */
    private static final class Key {
        static final KeyPair PAIR = newKey();
    }

    private static KeyPair newKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** As GitHub hands it out: PKCS#1, which is the end of PKCS#8 after a header of 26 bytes. */
    String pkcs1() {
        var pkcs8 = Key.PAIR.getPrivate().getEncoded();
        return pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, 26, pkcs8.length));
    }

    String pkcs8() {
        return pem("PRIVATE KEY", Key.PAIR.getPrivate().getEncoded());
    }

    private static String pem(String kind, byte[] bytes) {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, text);
    }

    void accept(String token) {
        tokens.add(token);
    }

    void revoke(String token) {
        tokens.remove(token);
    }

    void revokeInstallationTokens() {
        tokens.removeIf(token -> token.startsWith("ghs_"));
    }

    void install(boolean isThere, boolean isAsleep) {
        isInstalled = isThere;
        isSuspended = isAsleep;
        if (!isThere || isAsleep) {
            revokeInstallationTokens();
        }
    }

    void scopes(String given) {
        scopes = given;
    }

    String scopes() {
        return scopes;
    }

    void withhold(String permission) {
        withheld.add(permission);
    }

    void grant(String permission) {
        withheld.remove(permission);
    }

    /** Why a call is refused; empty if it may be carried out. @param permissions alternatives */
    Optional<Reply> refusal(Call call, List<String> permissions) {
        if (!tokens.contains(call.token())) {
            return Optional.of(Reply.error(401, "Bad credentials"));
        }
        return withheld.containsAll(permissions)
                ? Optional.of(Reply.error(403, "Resource not accessible by personal access token")
                        .with("X-Accepted-GitHub-Permissions", String.join("; ", permissions)))
                : Optional.empty();
    }

    Reply installation(Call call) {
        return objectionToJwt(call)
                .orElseGet(() -> isInstalled ? Reply.json(200, Map.of("id", 7, "app_id", 12)) : Reply.notFound());
    }

    Reply newToken(Call call) {
        var objection = objectionToJwt(call);
        if (objection.isPresent()) {
            return objection.get();
        }
        if (!isInstalled) {
            return Reply.notFound();
        }
        if (isSuspended) {
            return Reply.error(403, "This installation has been suspended");
        }
        var token = "ghs_" + "x".repeat(500) + "." + issued.incrementAndGet();
        tokens.add(token);
        return Reply.json(
                201,
                Map.of(
                        "token",
                        token,
                        "permissions",
                        Map.of("checks", "read", "deployments", "write", "statuses", "write"),
                        "expires_at",
                        Instant.now().plus(Duration.ofHours(1)).toString()));
    }

    int issued() {
        return issued.get();
    }

    private Optional<Reply> objectionToJwt(Call call) {
        var parts = call.token().split("\\.");
        if (parts.length != 3 || !isSigned(parts)) {
            return unauthorized("A JSON web token could not be decoded");
        }
        var claims = decoded(parts[1]);
        var expires = Instant.ofEpochSecond(claims.get("exp").asLong());
        if (!claims.path("iss").asString("").equals("12")) {
            return unauthorized("A JSON web token could not be decoded");
        }
        if (expires.isAfter(Instant.now().plus(LONGEST_JWT))) {
            return unauthorized("'Expiration time' claim ('exp') is too far in the future");
        }
        if (expires.isBefore(Instant.now())) {
            return unauthorized(
                    "'Expiration time' claim ('exp') must be a numeric value representing the future time at"
                            + " which the assertion expires");
        }
        return Instant.ofEpochSecond(claims.get("iat").asLong()).isAfter(Instant.now())
                ? unauthorized(
                        "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was"
                                + " issued")
                : Optional.empty();
    }

    private static Optional<Reply> unauthorized(String message) {
        return Optional.of(Reply.error(401, message));
    }

    private boolean isSigned(String[] parts) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(Key.PAIR.getPublic());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return decoded(parts[0]).path("alg").asString("").equals("RS256")
                    && signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static JsonNode decoded(String part) {
        return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(part));
    }
}
