/** The ways in which a deploy can go, by name. Read {@link dev.waybill.providers.Providers} first. */
@NullMarked
package dev.waybill.providers;

import org.jspecify.annotations.NullMarked;
