package dev.waybill.gates;

import dev.waybill.registrations.Unregistered;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Blockers of registrations: the code host does not know the deploy yet. */
public final class RegistrationBlockers {
    private RegistrationBlockers() {}

    /**
     * The app requires that its deploys are registered at its code host, and this one is not.
     *
     * @param app its name
     */
    public record NotRegistered(String app, Unregistered deploy) implements Blocker {
        @Override
        public String code() {
            return "NOT_REGISTERED";
        }

        @Override
        public String message() {
            return "%s requires that its deploys are registered at %s (%s); %s; to skip this, force the deploy (\"force\")"
                    .formatted(app, deploy.host(), deploy.setting(), state());
        }

        private String state() {
            if (deploy.since() == null) {
                return "the deploy starts once that is done";
            }
            var complaint = deploy.complaint();
            var next = deploy.nextAt();
            return (complaint == null ? "this one is not registered yet" : "this one is not registered: " + complaint)
                    + (complaint == null || next == null ? "" : "; next attempt at " + Words.second(next))
                    + "; it starts once it is registered";
        }

        @Override
        public @Nullable Instant since() {
            return deploy.since();
        }

        @Override
        public List<String> clearableBy() {
            return WHO_FORCES;
        }
    }
}
