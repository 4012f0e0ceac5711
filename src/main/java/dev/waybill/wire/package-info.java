/** The JSON records of the HTTP API, as its clients read them. Read {@link dev.waybill.wire.DeployJson} first. */
@NullMarked
package dev.waybill.wire;

import org.jspecify.annotations.NullMarked;
