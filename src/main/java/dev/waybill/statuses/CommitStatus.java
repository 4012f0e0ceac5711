package dev.waybill.statuses;

import dev.waybill.errors.Excerpt;
import dev.waybill.forge.CheckReport;

/**
 * What is said about a commit.
 *
 * @param description for people; may contain secrets
 */
record CommitStatus(CheckReport.State state, String description) {
    /** As it is stored, and compared with what was stored. */
    CommitStatus kept() {
        return new CommitStatus(state, Excerpt.of(description));
    }
}
