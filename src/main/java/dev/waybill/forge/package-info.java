/**
 * Code hosts: what they know about commits beyond git, and what they can be told about deploys. Read {@link
 * dev.waybill.forge.Forge} first.
 */
@NullMarked
package dev.waybill.forge;

import org.jspecify.annotations.NullMarked;
