/** What code hosts say, made safe to show. Read {@link dev.waybill.forge.text.HostileText} first. */
@NullMarked
package dev.waybill.forge.text;

import org.jspecify.annotations.NullMarked;
