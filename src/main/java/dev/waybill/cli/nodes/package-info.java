/** Commands for the servers of a database and the hosts that they connect to. Read {@link dev.waybill.cli.nodes.NodeCommand} first. */
@NullMarked
package dev.waybill.cli.nodes;

import org.jspecify.annotations.NullMarked;
