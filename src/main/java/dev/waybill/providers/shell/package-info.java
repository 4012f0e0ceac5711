/** Deploys with shell commands: one, or several steps. Read {@link dev.waybill.providers.shell.ShellProvider} first. */
@NullMarked
package dev.waybill.providers.shell;

import org.jspecify.annotations.NullMarked;
