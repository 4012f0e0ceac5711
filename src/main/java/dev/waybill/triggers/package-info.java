/**
 * What automation deploys, and when: it follows refs, tags, other environments and schedules, and requests deploys like everybody
 * else. Whatever is to be deployed is computed from the present state, so nothing that happened while the server was away is
 * forgotten. Read {@link dev.waybill.triggers.Planner} first.
 */
@NullMarked
package dev.waybill.triggers;

import org.jspecify.annotations.NullMarked;
