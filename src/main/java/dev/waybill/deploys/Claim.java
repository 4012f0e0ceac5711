package dev.waybill.deploys;

import dev.waybill.apps.Apps;
import org.jspecify.annotations.Nullable;

/**
 * What a claim of a deploy counts on: the world as the gates saw it.
 *
 * @param lastLive how many deploys had gone live in its lane
 * @param pool to which it belongs; null for none
 */
public record Claim(long gateVersion, int lastLive, Apps.@Nullable Pool pool) {}
