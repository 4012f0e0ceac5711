/** Follows deploys and prints their logs. Read {@link dev.waybill.cli.logs.Following} first. */
@NullMarked
package dev.waybill.cli.logs;

import org.jspecify.annotations.NullMarked;
