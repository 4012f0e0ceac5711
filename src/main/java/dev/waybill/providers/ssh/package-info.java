/** Deploys with programs that log in to hosts over ssh. Read {@link dev.waybill.providers.ssh.SshProvider} first. */
@NullMarked
package dev.waybill.providers.ssh;

import org.jspecify.annotations.NullMarked;
