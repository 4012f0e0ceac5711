/** What code hosts say by webhooks: hints to look now. Read {@link dev.waybill.webhooks.Webhooks} first. */
@NullMarked
package dev.waybill.webhooks;

import org.jspecify.annotations.NullMarked;
