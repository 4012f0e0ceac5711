/** The records of deploys: their states, transitions, releases and judgements. Read {@link dev.waybill.deploys.Deploy} first. */
@NullMarked
package dev.waybill.deploys;

import org.jspecify.annotations.NullMarked;
