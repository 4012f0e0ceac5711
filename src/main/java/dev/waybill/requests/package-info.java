/** Checks, judges and records requests for deploys. Read {@link dev.waybill.requests.Requests} first. */
@NullMarked
package dev.waybill.requests;

import org.jspecify.annotations.NullMarked;
