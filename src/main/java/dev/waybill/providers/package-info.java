/** The providers, which carry out deploys, by name. Read {@link dev.waybill.providers.Providers} first. */
@NullMarked
package dev.waybill.providers;

import org.jspecify.annotations.NullMarked;
