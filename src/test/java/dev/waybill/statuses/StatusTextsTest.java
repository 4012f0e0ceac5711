package dev.waybill.statuses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.errors.Excerpt;
import dev.waybill.gates.RegistrationBlockers;
import dev.waybill.registrations.Registration;
import dev.waybill.registrations.Unregistered;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTextsTest {
    /** A secret across the cut would survive in part. */
    @Test
    void description_isMaskedBeforeItIsCut() {
        var complaint = "x".repeat(Excerpt.LONGEST) + "the end";
        var known = new Registration("GitHub", "acme/shop", null, null, complaint, Instant.EPOCH, false);
        var deploy = new Unregistered("github", known, Instant.EPOCH, false, null, null);

        var status = StatusTexts.waiting(List.of(new RegistrationBlockers.NotRegistered("shop", deploy)));

        assertThat(status.description()).contains("the end");
        assertThat(status.kept().description()).hasSize(Excerpt.LONGEST);
    }
}
