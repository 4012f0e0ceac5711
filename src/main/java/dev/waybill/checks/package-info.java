/**
 * What is known about the checks that apps require of commits, and who asks for it. Read {@link dev.waybill.checks.Requirements}
 * first, then {@link dev.waybill.checks.CheckPoller}.
 */
@NullMarked
package dev.waybill.checks;

import org.jspecify.annotations.NullMarked;
