/** Commands for apps and their configuration. Read {@link dev.waybill.cli.apps.AppCommand} first. */
@NullMarked
package dev.waybill.cli.apps;

import org.jspecify.annotations.NullMarked;
