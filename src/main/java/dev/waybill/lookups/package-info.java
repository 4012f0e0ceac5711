/**
 * Answers questions about deploys: what is live, what would change, why a deploy waits. Read {@link
 * dev.waybill.lookups.Environments} first.
 */
@NullMarked
package dev.waybill.lookups;

import org.jspecify.annotations.NullMarked;
