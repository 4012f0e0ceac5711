/** The JSON API, under {@code /api/0}. Read {@link dev.waybill.api.Api} first: it opens with the table of routes. */
@NullMarked
package dev.waybill.api;

import org.jspecify.annotations.NullMarked;
