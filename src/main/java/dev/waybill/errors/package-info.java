/** The failures that are reported to clients. Read {@link dev.waybill.errors.ServiceException} first. */
@NullMarked
package dev.waybill.errors;

import org.jspecify.annotations.NullMarked;
