package dev.waybill.commands;

import dev.waybill.access.Tokens;
import dev.waybill.logs.Masker;
import dev.waybill.spi.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What must be masked in everything that is displayed of a deploy: the current secrets of its app, those that its commands were
 * started with, and everything that looks like a token, because the token of a command on another node is known only there.
 * Immutable.
 */
public final class KnownSecrets {
    private static final String MASK = "***";
    /** Some programs encode text that is already encoded. */
    private static final int DECODINGS = 3;

    private final Masker masker;

    KnownSecrets(Masker masker) {
        this.masker = masker;
    }

    /** Those of an app, without the ones of any command. */
    public static KnownSecrets of(Collection<Secret> secrets) {
        return new KnownSecrets(new Masker(secrets));
    }

    public String mask(String text) {
        return Tokens.LIKE_A_TOKEN.matcher(masker.mask(text)).replaceAll(MASK);
    }

    /** Masks an address, in which a secret may be percent-encoded. */
    public String maskAddress(String address) {
        var texts = Set.of(address);
        for (var i = 0; i <= DECODINGS; i++) {
            for (var text : texts) {
                var masked = mask(text);
                if (!masked.equals(text)) {
                    return masked;
                }
            }
            texts = texts.stream().flatMap(KnownSecrets::decoded).collect(Collectors.toSet());
        }
        return address;
    }

    /** A plus is a space in a form, and a plus in a path. */
    private static Stream<String> decoded(String text) {
        var whole = text.replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
        return Stream.of(whole, whole.replace("+", "%2B")).map(it -> URLDecoder.decode(it, StandardCharsets.UTF_8));
    }
}
