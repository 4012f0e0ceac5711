/** Who keeps an app or an environment to themselves, and until when. Read {@link dev.waybill.locks.Locks} first. */
@NullMarked
package dev.waybill.locks;

import org.jspecify.annotations.NullMarked;
