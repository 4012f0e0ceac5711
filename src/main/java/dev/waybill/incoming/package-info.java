/**
 * Deployments that others create at the code hosts of apps, and the deploys that they start. Read {@link
 * dev.waybill.incoming.IncomingWatcher} first, and {@link dev.waybill.incoming.Incoming} for what others can ask.
 */
@NullMarked
package dev.waybill.incoming;

import org.jspecify.annotations.NullMarked;
