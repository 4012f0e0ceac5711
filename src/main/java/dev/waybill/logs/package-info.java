/** The output of deploys, byte by byte. Read {@link dev.waybill.logs.Logs} first. */
@NullMarked
package dev.waybill.logs;

import org.jspecify.annotations.NullMarked;
