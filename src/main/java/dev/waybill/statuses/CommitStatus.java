package dev.waybill.statuses;

import dev.waybill.forge.CheckReport;

/**
 * What is said about a commit.
 *
 * @param description for people; may contain secrets
 */
record CommitStatus(CheckReport.State state, String description) {}
