/** Apps, their environments and the versions of their configuration. Read {@link dev.waybill.apps.Apps} first. */
@NullMarked
package dev.waybill.apps;

import org.jspecify.annotations.NullMarked;
