/** Finds the code hosts of apps by their configuration. Read {@link dev.waybill.forge.config.ConfiguredForges} first. */
@NullMarked
package dev.waybill.forge.config;

import org.jspecify.annotations.NullMarked;
