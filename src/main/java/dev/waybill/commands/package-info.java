/** Runs the commands of deploys, each once, and stores what they write. Read {@link dev.waybill.commands.CommandRuns} first. */
@NullMarked
package dev.waybill.commands;

import org.jspecify.annotations.NullMarked;
