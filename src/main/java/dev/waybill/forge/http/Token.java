package dev.waybill.forge.http;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.spi.Secret;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** A token that a person made at the code host. */
public final class Token implements Login {
    /** What a header can hold; the exception of the HTTP client would show anything else. */
    private static final Pattern VALID = Pattern.compile("[\\x21-\\x7e]+");

    private final TokenSource source;

    public Token(TokenSource source) {
        this.source = source;
    }

    @Override
    public Secret token() throws ForgeFailure {
        try {
            var token = source.read().value().strip();
            if (VALID.matcher(token).matches()) {
                return new Secret(token);
            }
            throw new ForgeFailure(
                    Kind.UNAUTHORIZED,
                    token.isEmpty()
                            ? "the token is empty"
                            : "the token contains a space, a line break or another character that no token has");
        } catch (IOException e) {
            throw new ForgeFailure(Kind.UNAUTHORIZED, "the token cannot be read: " + e.getMessage());
        }
    }

    /** Whether the token was replaced since it was read. */
    @Override
    public boolean isRenewed(Secret refused, Optional<Instant> at) {
        try {
            return !token().equals(refused);
        } catch (ForgeFailure e) {
            return false;
        }
    }
}
