/** The settings of the server, and how it is. Read {@link dev.waybill.web.server.ServerPages} first. */
@NullMarked
package dev.waybill.web.server;

import org.jspecify.annotations.NullMarked;
