/** What the author of a plug-in sees, in terms of the JDK alone. Read {@link dev.waybill.spi.Provider} first. */
@NullMarked
package dev.waybill.spi;

import org.jspecify.annotations.NullMarked;
