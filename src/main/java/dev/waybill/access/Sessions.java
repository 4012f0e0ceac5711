package dev.waybill.access;

import dev.waybill.errors.NotFound;
import dev.waybill.spi.Secret;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Sessions of browsers that signed in with a token or a single-use link. A session has its token's permissions. It ends with its
 * token, when the user signs out, and after 30 days without use. Thread-safe.
 */
public final class Sessions {
    /** How long a browser stays signed in without use. */
    public static final Duration IDLE = Duration.ofDays(30);

    private static final String PREFIX = "ws_";
    private static final String LINK_PREFIX = "wl_";
    private static final Duration LINK_LASTS = Duration.ofMinutes(15);
    private static final Duration USE_NOTED = Duration.ofHours(1);

    private final Db db;
    private final Access access;
    private final Time time;

    Sessions(Db db, Access access, Time time) {
        this.db = db;
        this.access = access;
        this.time = time;
    }

    /** The secret part of a single-use link, and when it expires. */
    public record Link(Secret secret, Instant expires) {}

    /**
     * Creates a link that signs in with the token of that id, which must not be the token of a deploy.
     *
     * @throws NotFound if that token does not exist
     */
    public Link link(long id) {
        var secret = Credentials.fresh(LINK_PREFIX);
        var expires = time.now().plus(LINK_LASTS);
        return db.write(tx -> {
            var token = TokenStore.byId(tx.handle(), id).orElseThrow(Tokens::noSuchToken);
            SessionStore.deleteOldLinks(tx, time.now());
            SessionStore.insertLink(tx, Credentials.hash(secret), token.id(), expires);
            return new Link(new Secret(secret), expires);
        });
    }

    /** The user whom a link would sign in; empty if it is used, expired or unknown. Does not use it up. */
    public Optional<Caller> ofLink(String link) {
        return db.read(handle -> SessionStore.findLink(handle, Credentials.hash(link), time.now()))
                .filter(access::isValid)
                .map(Token::caller);
    }

    /**
     * Signs a browser in, and uses the link up if it is one.
     *
     * @param secret a token, or the secret part of a link
     * @return the secret of the session; empty if the given one is not valid
     */
    public Optional<Secret> signIn(String secret) {
        var hash = Credentials.hash(secret);
        if (db.read(handle -> known(handle, hash)).isEmpty()) {
            return Optional.empty(); // anyone can try this, so a failure must not cost a transaction
        }
        var session = Credentials.fresh(PREFIX);
        return db.write(tx -> {
            var byLink =
                    SessionStore.findLink(tx.handle(), hash, time.now()).filter(_ -> SessionStore.deleteLink(tx, hash));
            var token = byLink.or(() -> TokenStore.byHash(tx.handle(), hash)).filter(this::isLetIn);
            SessionStore.deleteIdle(tx, time.now().minus(IDLE));
            token.ifPresent(it -> SessionStore.insert(tx, Credentials.hash(session), it.id(), time.now()));
            return token.map(_ -> new Secret(session));
        });
    }

    private Optional<Token> known(Handle handle, String hash) {
        return SessionStore.findLink(handle, hash, time.now())
                .or(() -> TokenStore.byHash(handle, hash))
                .filter(this::isLetIn);
    }

    private boolean isLetIn(Token token) {
        return access.isValid(token) && token.grant().deploy() == null;
    }

    /** The user of a session; empty if it does not exist or has ended. */
    public Optional<Caller> find(String session) {
        var hash = Credentials.hash(session);
        var token = db.read(handle -> SessionStore.find(handle, hash, time.now().minus(IDLE)))
                .filter(access::isValid);
        token.ifPresent(it -> noteUse(it, hash));
        return token.map(Token::caller);
    }

    private void noteUse(Token token, String hash) {
        access.noteUse(token);
        var before = time.now().minus(USE_NOTED);
        if (db.read(handle -> SessionStore.isUnusedSince(handle, hash, before))) {
            db.writeLazily(tx -> {
                SessionStore.used(tx, hash, time.now());
                return hash;
            });
        }
    }

    public void signOut(String session) {
        db.write(tx -> {
            SessionStore.delete(tx, Credentials.hash(session));
            return session;
        });
    }
}
