/** Commands for the code hosts of apps. Read {@link dev.waybill.cli.forge.ForgeCommand} first. */
@NullMarked
package dev.waybill.cli.forge;

import org.jspecify.annotations.NullMarked;
