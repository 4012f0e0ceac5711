/** The page that compares two deploys, environments or commits. Read {@link dev.waybill.web.compare.ComparePages} first. */
@NullMarked
package dev.waybill.web.compare;

import org.jspecify.annotations.NullMarked;
