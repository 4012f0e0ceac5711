/** Sends messages to receivers that users of apps have named. Read {@link dev.waybill.receivers.Receivers} first. */
@NullMarked
package dev.waybill.receivers;

import org.jspecify.annotations.NullMarked;
