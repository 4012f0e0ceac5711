/** The lines of logs in responses, for the API and the pages. Read {@link dev.waybill.http.lines.LineAnswers} first. */
@NullMarked
package dev.waybill.http.lines;

import org.jspecify.annotations.NullMarked;
