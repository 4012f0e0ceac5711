package dev.waybill.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.chat.grammar.Sentence;
import dev.waybill.gates.LockBlockers;
import dev.waybill.locks.Lock;
import dev.waybill.locks.LockScope;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WaysOutTest {
    private static final String SKIP = "ci has failed; to skip it, force the deploy (\"force\")";
    private static final Sentence DEPLOY = new Sentence.Deploy("shop", "main", "staging", null, false, false, null);
    private static final Sentence ROLLBACK = new Sentence.Rollback("shop", "staging", null, false, false, null);
    private static final Sentence PROMOTE = new Sentence.Promote("shop", "qa", "staging", false, null);

    @Test
    void skipping_isForcingADeploy_andNeverCancelsOne() {
        assertThat(WaysOut.inChat(SKIP, DEPLOY)).endsWith("(say: deploy! shop/main to staging)");
        assertThat(WaysOut.inChat(SKIP, PROMOTE)).endsWith("(say: deploy! shop/SHA to staging)");
        assertThat(WaysOut.inChat(SKIP, ROLLBACK)).isEqualTo("ci has failed; a rollback cannot skip it");
        assertThat(WaysOut.inChat("say why (\"reason\")", ROLLBACK))
                .isEqualTo("say why (say: rollback shop in staging because …)");
    }

    @Test
    void locks_areQuotedAsTheyAre() {
        var reason = "only bob can release it; force (\"force\")";
        var scope = new LockScope(null, null, "staging");
        var lock = new Lock(1, scope, Lock.Kind.HARD, "bob", reason, Instant.EPOCH, null);

        assertThat(Refusals.words(new LockBlockers.Locked(lock), DEPLOY))
                .contains(": \"" + reason + "\"; bob or an operator can release it (on the command line:");
    }
}
