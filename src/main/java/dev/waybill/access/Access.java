package dev.waybill.access;

import dev.waybill.errors.Invalid;
import dev.waybill.errors.Unauthenticated;
import dev.waybill.errors.Unavailable;
import dev.waybill.events.Events;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Authenticates callers by their tokens, of which only hashes are stored. Thread-safe. */
public final class Access {
    private static final Logger LOG = LoggerFactory.getLogger(Access.class);
    private static final String ADMIN = "admin";
    private static final String AUTOMATION = "automation";
    private static final String GUEST = "guest";
    private static final Pattern HEADER = Pattern.compile("(?:Key|Bearer) ([\\x21-\\x7e]{1,200})");
    private static final Pattern USER_NAME = Pattern.compile("[^\\p{Cntrl}]{1,200}");

    /** The precision of the recorded last use, so that not every read is a write. */
    private static final Duration USE_NOTED = Duration.ofMinutes(1);

    private final Db db;
    private final Time time;
    private final Tokens tokens;
    private final Sessions sessions;

    public Access(Db db, Events events, Time time) {
        this.db = db;
        this.time = time;
        this.tokens = new Tokens(db, this, events, time);
        this.sessions = new Sessions(db, this, time);
    }

    /** The sessions of browsers. */
    public Sessions sessions() {
        return sessions;
    }

    public Tokens tokens() {
        return tokens;
    }

    /**
     * Makes the token in this file, which is created if missing, the only valid one of the file, for the user {@code admin}.
     *
     * @param node the node that owns the file
     */
    public void admit(Path adminToken, String node) throws IOException {
        var isNew = !AdminToken.isThere(adminToken);
        var hash = Credentials.hash(AdminToken.readOrMake(adminToken));
        if (isNew) {
            LOG.info("created the admin token in {}, which only this user can read", adminToken);
        }
        var name = "admin-token of " + node;
        db.write(tx -> {
            TokenStore.deleteOthers(tx, name, hash);
            TokenStore.insert(
                    tx, UserStore.byNameOrNew(tx, ADMIN, time.now()), name, hash, Grant.ALL, null, time.now());
            return name;
        });
    }

    /**
     * The caller whose token is in an {@code Authorization} header.
     *
     * @throws Unauthenticated if the token is missing, unknown, expired or revoked
     */
    public Caller authenticate(@Nullable String authorization) {
        return Optional.ofNullable(authorization)
                .map(HEADER::matcher)
                .filter(Matcher::matches)
                .flatMap(header -> bySecret(header.group(1)))
                .orElseThrow(
                        () -> new Unauthenticated(
                                "unauthorized",
                                "You are not authorized. Send the header \"Authorization: Bearer TOKEN\" with a token that this server knows."));
    }

    /** Whether that token is still valid; streams check this from time to time. */
    public boolean isKnown(@Nullable String authorization) {
        try {
            authenticate(authorization);
            return true;
        } catch (Unauthenticated e) {
            return false;
        }
    }

    /** The caller with the secret of a token; empty if it is unknown, expired or revoked. */
    Optional<Caller> bySecret(String secret) {
        var token = TokenStore.byHash(db, Credentials.hash(secret)).filter(this::isValid);
        token.ifPresent(this::noteUse);
        return token.map(Token::caller);
    }

    /**
     * A user whom another system has authenticated, with the permissions of their newest token of that name.
     *
     * @return empty if they have none, or it has expired
     */
    public Optional<Caller> trusted(String user, String token) {
        var found = db.read(handle -> TokenStore.named(handle, user, token)).stream()
                .findFirst()
                .filter(this::isValid);
        found.ifPresent(this::noteUse);
        return found.map(Token::caller);
    }

    /** Somebody who is not known: may read everything, and nothing else. Recorded nowhere. */
    public static Caller guest() {
        var user = new User(new UserId(0), GUEST, Instant.EPOCH);
        return new Caller(user, 0, GUEST, new Grant(EnumSet.of(Right.READ), null, null, null));
    }

    boolean isValid(Token token) {
        return token.expiresAt() == null || token.expiresAt().isAfter(time.now());
    }

    void noteUse(Token token) {
        var now = time.now();
        if (token.lastUsedAt() != null && now.isBefore(token.lastUsedAt().plus(USE_NOTED))) {
            return;
        }
        try {
            db.writeLazily(tx -> {
                TokenStore.used(tx, token.id(), now);
                return token;
            });
        } catch (Unavailable e) {
            LOG.debug("could not record the last use of token {}", token.id(), e);
        }
    }

    /** The server itself, which deploys automatically: a user who may do that everywhere, and has no token. */
    public Caller automation() {
        var user = db.write(tx -> UserStore.byNameOrNew(tx, AUTOMATION, time.now()));
        return new Caller(user, 0, AUTOMATION, new Grant(EnumSet.of(Right.DEPLOY), null, null, null));
    }

    /** The user with that name, created if necessary. */
    public User named(Tx tx, String name) {
        if (!USER_NAME.matcher(name).matches()) {
            throw Invalid.fields(Map.of("user", "must be 1 to 200 characters, without control characters"));
        }
        return UserStore.byNameOrNew(tx, name, time.now());
    }
}
