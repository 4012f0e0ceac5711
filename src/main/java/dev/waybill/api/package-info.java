/** The JSON API, under {@code /api/0}: every route, and who may call it. Read {@link dev.waybill.api.Api} first. */
@NullMarked
package dev.waybill.api;

import org.jspecify.annotations.NullMarked;
