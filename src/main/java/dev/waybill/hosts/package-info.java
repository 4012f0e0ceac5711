/** The trusted SSH hosts of repositories, and their keys. Read {@link dev.waybill.hosts.Hosts} first. */
@NullMarked
package dev.waybill.hosts;

import org.jspecify.annotations.NullMarked;
