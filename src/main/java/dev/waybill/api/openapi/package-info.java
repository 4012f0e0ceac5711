/** The OpenAPI document of the API. Read {@link dev.waybill.api.openapi.OpenApi} first. */
@NullMarked
package dev.waybill.api.openapi;

import org.jspecify.annotations.NullMarked;
