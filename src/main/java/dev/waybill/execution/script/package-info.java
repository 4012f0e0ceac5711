/** Deploys as scripts for people. Read {@link dev.waybill.execution.script.Scripts} first. */
@NullMarked
package dev.waybill.execution.script;

import org.jspecify.annotations.NullMarked;
