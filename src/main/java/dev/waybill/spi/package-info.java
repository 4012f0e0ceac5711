/** The interfaces for plug-ins, which depend only on the JDK. Read {@link dev.waybill.spi.Plugin} first. */
@NullMarked
package dev.waybill.spi;

import org.jspecify.annotations.NullMarked;
