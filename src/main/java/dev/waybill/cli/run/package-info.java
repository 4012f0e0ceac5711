/** {@code waybill run}: runs a command here, as a deploy. Read {@link dev.waybill.cli.run.RunCommand} first. */
@NullMarked
package dev.waybill.cli.run;

import org.jspecify.annotations.NullMarked;
