package dev.waybill.webhooks;

import dev.waybill.errors.Unauthenticated;
import dev.waybill.errors.Unavailable;
import dev.waybill.forge.config.WebhookSenders.Sender;
import dev.waybill.spi.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the signatures of webhooks, one at a time, so that a flood of wrong ones takes one processor at most. Thread-safe. */
final class Signatures {
    private static final Logger LOG = LoggerFactory.getLogger(Signatures.class);
    private static final String ALGORITHM = "HmacSHA256";
    private static final long PATIENCE_SECONDS = 5;

    private final Semaphore turn = new Semaphore(1, true);

    /** What was already logged, until it is all right again. Belongs to whoever has the turn. */
    private final Set<String> logged = new HashSet<>();

    static Unauthenticated wrong() {
        return new Unauthenticated("invalid_signature", "The signature is missing or wrong");
    }

    /**
     * Those whose secret has signed a body; at least one.
     *
     * @throws Unauthenticated if there is none
     * @throws Unavailable if there is none, but a secret cannot be read
     */
    List<Sender> verified(List<Sender> senders, byte[] body, byte[] signature) throws InterruptedException {
        if (!turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw Unavailable.retryable("busy", "This server is checking too many webhooks; try again in a moment");
        }
        try {
            return among(senders, body, signature);
        } finally {
            turn.release();
        }
    }

    private List<Sender> among(List<Sender> senders, byte[] body, byte[] signature) {
        var verified = new ArrayList<Sender>();
        var troubles = new ArrayList<String>();
        for (var sender : senders) {
            try {
                if (MessageDigest.isEqual(signature(sender.secret(), body), signature)) {
                    verified.add(sender);
                }
            } catch (IOException e) {
                troubles.add(String.valueOf(e.getMessage()));
            }
        }
        log(troubles);
        if (verified.isEmpty()) {
            throw troubles.isEmpty()
                    ? wrong()
                    : new Unavailable(
                            "webhook_secret_unreadable", "A secret for webhooks cannot be read; see the server's log");
        }
        return verified;
    }

    private void log(List<String> troubles) {
        logged.retainAll(troubles);
        troubles.stream().filter(logged::add).forEach(trouble -> LOG.warn("webhooks cannot be checked: {}", trouble));
    }

    private static byte[] signature(Secret secret, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
