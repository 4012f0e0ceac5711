/** The kinds of notifiers, which tell other systems about deploys. Read {@link dev.waybill.notifiers.Notifiers} first. */
@NullMarked
package dev.waybill.notifiers;

import org.jspecify.annotations.NullMarked;
