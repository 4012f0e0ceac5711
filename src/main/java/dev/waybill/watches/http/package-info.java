/**
 * Looks at repositories over HTTP without starting git, where git would do nothing else. Read {@link
 * dev.waybill.watches.http.HttpRefs} first.
 */
@NullMarked
package dev.waybill.watches.http;

import org.jspecify.annotations.NullMarked;
