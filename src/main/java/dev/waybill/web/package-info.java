/** The pages. Read {@link dev.waybill.web.Web} first: it opens with the table of routes. */
@NullMarked
package dev.waybill.web;

import org.jspecify.annotations.NullMarked;
