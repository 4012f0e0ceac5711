/** Which keys hosts of repositories have, each trusted by somebody's explicit act. Read {@link dev.waybill.hosts.Hosts} first. */
@NullMarked
package dev.waybill.hosts;

import org.jspecify.annotations.NullMarked;
