/** The page with all locks, and the forms that change them. Read {@link dev.waybill.web.locks.LockPages} first. */
@NullMarked
package dev.waybill.web.locks;

import org.jspecify.annotations.NullMarked;
