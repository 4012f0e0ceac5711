/** What all commands of the command line share. Read {@link dev.waybill.cli.Verb} first. */
@NullMarked
package dev.waybill.cli;

import org.jspecify.annotations.NullMarked;
