/** What the server measures of itself. Read {@link dev.waybill.insights.Metrics} first. */
@NullMarked
package dev.waybill.insights;

import org.jspecify.annotations.NullMarked;
