package dev.waybill.access;

import dev.waybill.errors.Invalid;
import dev.waybill.errors.Unauthenticated;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who asks. A token belongs to a user; only its hash is kept. Thread-safe. */
public final class Access {
    private static final Logger LOG = LoggerFactory.getLogger(Access.class);
    private static final String ADMIN = "admin";
    private static final Pattern HEADER = Pattern.compile("(?:Key|Bearer) ([\\x21-\\x7e]{1,200})");
    private static final Pattern USER_NAME = Pattern.compile("[^\\p{Cntrl}]{1,200}");

    private final Db db;
    private final UserStore users;
    private final Time time;

    public Access(Db db, Time time) {
        this.db = db;
        this.users = new UserStore(db);
        this.time = time;
    }

    /**
     * Lets the token in this file in as the user {@code admin}, and no other that the file held before; makes the file, with a
     * new token, if it is missing.
     *
     * @param node whose file it is
     */
    public void admit(Path adminToken, String node) throws IOException {
        var isNew = !Files.exists(adminToken);
        var hash = hash(AdminToken.readOrMake(adminToken));
        if (isNew) {
            LOG.info("made the admin token; it is in {}, which only this user can read", adminToken);
        }
        db.write(tx -> {
            var admin = UserStore.byNameOrNew(tx, ADMIN, time.now());
            UserStore.replaceToken(tx, admin.id(), "admin-token of " + node, hash, time.now());
            return admin;
        });
    }

    /**
     * The user to whom the token in an {@code Authorization} header belongs.
     *
     * @throws Unauthenticated if there is none
     */
    public User authenticate(@Nullable String authorization) {
        return Optional.ofNullable(authorization)
                .map(HEADER::matcher)
                .filter(Matcher::matches)
                .flatMap(header -> users.byToken(hash(header.group(1))))
                .orElseThrow(
                        () -> new Unauthenticated(
                                "unauthorized",
                                "You are not authorized. Send the header \"Authorization: Bearer TOKEN\" with a token that this server knows."));
    }

    /** The user of that name; made if it is new. */
    public User named(Tx tx, String name) {
        if (!USER_NAME.matcher(name).matches()) {
            throw Invalid.fields(Map.of("user", "must be 1 to 200 characters, none of them a control character"));
        }
        return UserStore.byNameOrNew(tx, name, time.now());
    }

    private static String hash(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
