/** The page with all deploys that have ended. Read {@link dev.waybill.web.history.HistoryPages} first. */
@NullMarked
package dev.waybill.web.history;

import org.jspecify.annotations.NullMarked;
