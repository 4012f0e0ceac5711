/** How the command line reaches a server and calls its API. Read {@link dev.waybill.cli.client.Api} first. */
@NullMarked
package dev.waybill.cli.client;

import org.jspecify.annotations.NullMarked;
