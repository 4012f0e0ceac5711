package dev.waybill.web.compare;

import dev.waybill.vcs.Sha;
import dev.waybill.web.shown.DeployRow;
import org.jspecify.annotations.Nullable;

/**
 * One of two things that are compared.
 *
 * @param ref as it was asked for
 * @param row the deploy that it names; null for a commit
 */
public record Side(String ref, Sha sha, @Nullable DeployRow row) {}
