/** Finding things and actions by name. Read {@link dev.waybill.web.find.FindPages} first. */
@NullMarked
package dev.waybill.web.find;

import org.jspecify.annotations.NullMarked;
