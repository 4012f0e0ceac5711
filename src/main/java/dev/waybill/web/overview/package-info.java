/** The first page. Read {@link dev.waybill.web.overview.OverviewPages} first. */
@NullMarked
package dev.waybill.web.overview;

import org.jspecify.annotations.NullMarked;
