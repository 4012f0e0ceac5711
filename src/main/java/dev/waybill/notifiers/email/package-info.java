/** Mail about deploys. Read {@link dev.waybill.notifiers.email.EmailNotifier} first. */
@NullMarked
package dev.waybill.notifiers.email;

import org.jspecify.annotations.NullMarked;
