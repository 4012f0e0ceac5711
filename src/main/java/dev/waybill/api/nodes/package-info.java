/** Routes for the servers of a database and the hosts that they connect to. Read {@link dev.waybill.api.nodes.NodeRoutes} first. */
@NullMarked
package dev.waybill.api.nodes;

import org.jspecify.annotations.NullMarked;
