/** The kinds of notifiers. Read {@link dev.waybill.notifiers.kinds.WebhookNotifier} first. */
@NullMarked
package dev.waybill.notifiers.kinds;

import org.jspecify.annotations.NullMarked;
