/** Reads and checks the bodies of requests. Read {@link dev.waybill.api.input.Input} first. */
@NullMarked
package dev.waybill.api.input;

import org.jspecify.annotations.NullMarked;
