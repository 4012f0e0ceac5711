/** What all pages share. Read {@link dev.waybill.web.frame.Frame} first: pages, live pages, and forms. */
@NullMarked
package dev.waybill.web.frame;

import org.jspecify.annotations.NullMarked;
