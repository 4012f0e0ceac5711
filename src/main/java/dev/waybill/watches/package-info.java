/**
 * Looks at the branches and tags of repositories, and tells what has changed. Read {@link dev.waybill.watches.Watcher} first, and
 * {@link dev.waybill.watches.Watches} for what others can ask.
 */
@NullMarked
package dev.waybill.watches;

import org.jspecify.annotations.NullMarked;
