/** Deploys: from the request through the lane to the outcome. Begin with {@link dev.waybill.deploys.Requests}, {@link dev.waybill.deploys.Dispatcher} and {@link dev.waybill.deploys.Execution}. */
@NullMarked
package dev.waybill.deploys;

import org.jspecify.annotations.NullMarked;
