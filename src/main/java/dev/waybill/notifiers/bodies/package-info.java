/** What is sent to receivers that have a format of their own. Read {@link dev.waybill.notifiers.bodies.Format} first. */
@NullMarked
package dev.waybill.notifiers.bodies;

import org.jspecify.annotations.NullMarked;
