/**
 * Who wrote commits, and the pull requests that brought them: asked once, and kept. Read {@link dev.waybill.origins.Origins}
 * first.
 */
@NullMarked
package dev.waybill.origins;

import org.jspecify.annotations.NullMarked;
