/** The failures that a door can explain to whoever asked. Read {@link dev.waybill.errors.ServiceException} first. */
@NullMarked
package dev.waybill.errors;

import org.jspecify.annotations.NullMarked;
