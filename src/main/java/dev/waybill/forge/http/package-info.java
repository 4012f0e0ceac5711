/**
 * What all code hosts share: JSON over HTTP, polite and suspicious. Read {@link dev.waybill.forge.http.JsonClient} first, then
 * {@link dev.waybill.forge.http.Http}.
 */
@NullMarked
package dev.waybill.forge.http;

import org.jspecify.annotations.NullMarked;
