/** The verbs of the command line, which talk to a server by its API. Read {@link dev.waybill.cli.Verb} first. */
@NullMarked
package dev.waybill.cli;

import org.jspecify.annotations.NullMarked;
