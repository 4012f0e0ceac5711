/**
 * Runs the commands of deploys, each exactly once, and stores their output. Read {@link dev.waybill.commands.CommandRuns} first.
 */
@NullMarked
package dev.waybill.commands;

import org.jspecify.annotations.NullMarked;
