package dev.waybill.execution;

import dev.waybill.commands.KnownSecrets;
import dev.waybill.spi.Secret;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Masks the secrets that the provider of one deploy knows. For one thread. */
final class Masks {
    private final List<Secret> secrets = new ArrayList<>();
    private final String withheld;
    private KnownSecrets known;

    private Masks(Collection<Secret> secrets, String withheld) {
        this.secrets.addAll(secrets);
        this.withheld = withheld;
        this.known = KnownSecrets.of(this.secrets);
    }

    /** Where secrets come from. */
    interface Source {
        Collection<Secret> read() throws IOException;
    }

    /** If a secret cannot be read, texts are withheld. */
    static Masks of(Source source) {
        try {
            return new Masks(source.read(), "");
        } catch (IOException e) {
            return new Masks(List.of(), "withheld because it cannot be masked: " + e.getMessage());
        }
    }

    void add(Collection<Secret> more) {
        secrets.addAll(more);
        known = KnownSecrets.of(secrets);
    }

    String mask(String text) {
        if (!withheld.isEmpty()) {
            return text.endsWith("\n") ? withheld + "\n" : withheld;
        }
        return known.mask(text);
    }

    /** Masks an address, in which a secret may be percent-encoded. */
    String maskAddress(String address) {
        return withheld.isEmpty() ? known.maskAddress(address) : withheld;
    }
}
