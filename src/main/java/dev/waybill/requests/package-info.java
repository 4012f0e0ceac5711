/** Takes requests for deploys in, judges and records them. Read {@link dev.waybill.requests.Requests} first. */
@NullMarked
package dev.waybill.requests;

import org.jspecify.annotations.NullMarked;
