package dev.waybill.access;

import dev.waybill.errors.NotFound;
import dev.waybill.events.Event;
import dev.waybill.events.Events;
import dev.waybill.events.Subject;
import dev.waybill.events.TokenEvent;
import dev.waybill.spi.Secret;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Creates and revokes tokens. A secret leaves this class only once, when it is created. Thread-safe. */
public final class Tokens {
    /** The prefix of every token, so that people and scanners recognise one. */
    public static final String PREFIX = "wb_";

    /** The form of every token, session and sign-in link. */
    public static final Pattern LIKE_A_TOKEN = Pattern.compile("w[bsl]_[A-Za-z0-9_-]{43}");

    private final Db db;
    private final Access access;
    private final Events events;
    private final Time time;

    Tokens(Db db, Access access, Events events, Time time) {
        this.db = db;
        this.access = access;
        this.events = events;
        this.time = time;
    }

    /** A token with its secret, which cannot be read again. */
    public record Made(Token token, Secret secret) {}

    /**
     * Creates a token.
     *
     * @param user its owner, created if necessary
     * @param expires null for never
     */
    public Made create(String name, String user, Grant grant, @Nullable Instant expires, Caller by) {
        var secret = fresh();
        var hash = Credentials.hash(secret.value());
        return db.write(tx -> {
            TokenStore.insert(tx, access.named(tx, user), name, hash, grant, expires, time.now());
            var token = TokenStore.byHash(tx.handle(), hash).orElseThrow();
            append(tx, TokenEvent.Change.CREATED, token, by);
            return new Made(token, secret);
        });
    }

    /** All tokens except those of deploys, oldest first. */
    public List<Token> all() {
        return db.read(TokenStore::all);
    }

    /**
     * Revokes a token, and ends the sessions that began with it.
     *
     * @throws NotFound if no token has that id
     */
    public void revoke(long id, Caller by) {
        db.write(tx -> {
            var token = TokenStore.byId(tx.handle(), id).filter(_ -> TokenStore.delete(tx, id));
            append(tx, TokenEvent.Change.REVOKED, token.orElseThrow(Tokens::noSuchToken), by);
            return id;
        });
    }

    /** The answer if a token does not exist. */
    public static NotFound noSuchToken() {
        return new NotFound("invalid_resource", "Invalid token: no token has this id");
    }

    private void append(Tx tx, TokenEvent.Change change, Token token, Caller by) {
        var data = new TokenEvent(
                change, token.name(), token.user().name(), by.user().name());
        events.append(tx, new Event(data, Subject.SERVER, by.user().named()));
    }

    /** A new secret, which is not valid yet. */
    public Secret fresh() {
        return new Secret(Credentials.fresh(PREFIX));
    }

    /** Whether the commands of a deploy have a valid token. */
    public boolean isThereFor(long deploy) {
        return TokenStore.isThereFor(db, deploy);
    }

    /** Makes that secret a token of a deploy's commands, in the transaction that allows them to start. */
    public void admit(Tx tx, Secret secret, User user, long deploy) {
        var hash = Credentials.hash(secret.value());
        TokenStore.insert(tx, user, "deploy " + deploy, hash, Grant.ofDeploy(deploy), null, time.now());
    }

    /** Revokes the tokens of a deploy's commands, in the transaction that ends the deploy. */
    public static void end(Tx tx, long deploy) {
        TokenStore.deleteOf(tx, deploy);
    }
}
