/** The types of checks, which decide whether a commit may be deployed. Read {@link dev.waybill.checks.Checks} first. */
@NullMarked
package dev.waybill.checks;

import org.jspecify.annotations.NullMarked;
