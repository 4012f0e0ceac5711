/** Metrics of the server. Read {@link dev.waybill.insights.Metrics} first. */
@NullMarked
package dev.waybill.insights;

import org.jspecify.annotations.NullMarked;
