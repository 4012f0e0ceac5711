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

/** Makes and revokes tokens. A secret leaves this class once, when it is made. Thread-safe. */
public final class Tokens {
    /** What every token begins with, so that people and scanners know one when they see it. */
    public static final String PREFIX = "wb_";

    /** What every token looks like, and every session and link to sign in. */
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

    /** A token with its secret, which is not to be had again. */
    public record Made(Token token, Secret secret) {}

    /**
     * Makes a token.
     *
     * @param user its owner, made when new
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

    /** All but those of deploys, oldest first. */
    public List<Token> all() {
        return db.read(TokenStore::all);
    }

    /**
     * Lets a token in no more, and nobody who signed in with it.
     *
     * @throws NotFound if there is none of that id
     */
    public void revoke(long id, Caller by) {
        db.write(tx -> {
            var token = TokenStore.byId(tx.handle(), id).filter(_ -> TokenStore.delete(tx, id));
            append(tx, TokenEvent.Change.REVOKED, token.orElseThrow(Tokens::noSuchToken), by);
            return id;
        });
    }

    /** What is answered where there is no such token. */
    public static NotFound noSuchToken() {
        return new NotFound("invalid_resource", "Invalid token: no token has this id");
    }

    private void append(Tx tx, TokenEvent.Change change, Token token, Caller by) {
        var data = new TokenEvent(
                change, token.name(), token.user().name(), by.user().name());
        events.append(tx, new Event(data, Subject.SERVER, by.user().named()));
    }

    /** A secret that lets nobody in yet. */
    public Secret fresh() {
        return new Secret(Credentials.fresh(PREFIX));
    }

    /** Whether the commands of a deploy have a token that still counts. */
    public boolean isThereFor(long deploy) {
        return TokenStore.isThereFor(db, deploy);
    }

    /** Lets the commands of a deploy in with that secret, in the transaction that lets them run. */
    public void admit(Tx tx, Secret secret, User user, long deploy) {
        var hash = Credentials.hash(secret.value());
        TokenStore.insert(tx, user, "deploy " + deploy, hash, Grant.ofDeploy(deploy), null, time.now());
    }

    /** Ends what a deploy's commands had, in the transaction that ends the deploy. */
    public static void end(Tx tx, long deploy) {
        TokenStore.deleteOf(tx, deploy);
    }
}
