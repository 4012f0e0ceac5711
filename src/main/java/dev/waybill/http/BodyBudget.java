package dev.waybill.http;

import dev.waybill.errors.Unavailable;
import io.javalin.config.Key;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Request;

/**
 * Limits the memory that the bodies of all requests use together, until each is answered. Parsing can need thirty times
 * the size of a body, so the limit is a small part of the heap. Small bodies have a share of their own, and so have
 * those of webhooks and of other unauthenticated requests. Thread-safe.
 */
final class BodyBudget {
    static final Key<BodyBudget> KEY = new Key<>("bodies");

    private static final int KIB = 1024;
    private static final int STEP_KIB = 4;
    private static final int SMALL_KIB = 64;

    private final Semaphore anonymous;
    private final Semaphore webhooks;
    private final Semaphore small;
    private final Semaphore large;
    private final Consumer<String> refused;

    /** Who has sent a body. */
    enum Sender {
        ANONYMOUS,
        WEBHOOK,
        AUTHENTICATED
    }

    /** All sizes are in KiB. */
    BodyBudget(int anonymous, int webhooks, int small, int large, Consumer<String> refused) {
        this.anonymous = new Semaphore(anonymous);
        this.webhooks = new Semaphore(webhooks);
        this.small = new Semaphore(small);
        this.large = new Semaphore(large);
        this.refused = refused;
    }

    /** A budget for the size of the heap. Even with the smallest heap, one body of maximum size fits each share. */
    static BodyBudget usual(Consumer<String> refused) {
        var memory = (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / KIB);
        return new BodyBudget(
                Math.max(256, memory / 256),
                Math.max(1024, memory / 128),
                Math.max(512, memory / 128),
                Math.max(1024, memory / 64),
                refused);
    }

    /** The memory claimed by one request. Confined to the thread of that request. */
    final class Claim {
        private Semaphore share;
        private int held;

        private Claim(Semaphore share) {
            this.share = share;
        }

        /**
         * Ensures that the claim covers this many bytes.
         *
         * @throws Unavailable if the share is exhausted
         */
        void grow(int bytes) {
            var wanted = Math.ceilDiv(bytes, STEP_KIB * KIB) * STEP_KIB;
            if (share == small && wanted > SMALL_KIB) {
                take(large, wanted);
                release();
                share = large;
            } else if (wanted > held) {
                take(share, wanted - held);
            }
            held = Math.max(held, wanted);
        }

        void release() {
            share.release(held);
            held = 0;
        }
    }

    /** A claim that is still empty. It is released when the request is completed. */
    Claim claim(Request request, Sender sender) {
        var claim = claim(sender);
        Request.addCompletionListener(request, _ -> claim.release());
        return claim;
    }

    Claim claim(Sender sender) {
        return new Claim(
                switch (sender) {
                    case ANONYMOUS -> anonymous;
                    case WEBHOOK -> webhooks;
                    case AUTHENTICATED -> small;
                });
    }

    private void take(Semaphore share, int wanted) {
        if (!share.tryAcquire(wanted)) {
            refused.accept("memory");
            throw Unavailable.retryable(
                    "busy", "This server has no memory left for request bodies; try again in a moment");
        }
    }
}
