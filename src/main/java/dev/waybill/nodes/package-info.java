/** The servers that share one database. Read {@link dev.waybill.nodes.Nodes} first. */
@NullMarked
package dev.waybill.nodes;

import org.jspecify.annotations.NullMarked;
