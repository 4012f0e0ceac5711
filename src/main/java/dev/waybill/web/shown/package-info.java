/** How pages show deploys, people and waits. Read {@link dev.waybill.web.shown.DeployRow} first. */
@NullMarked
package dev.waybill.web.shown;

import org.jspecify.annotations.NullMarked;
