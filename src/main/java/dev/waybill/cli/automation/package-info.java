/** Commands for automatic deploys. Read {@link dev.waybill.cli.automation.AutoCommand} first. */
@NullMarked
package dev.waybill.cli.automation;

import org.jspecify.annotations.NullMarked;
