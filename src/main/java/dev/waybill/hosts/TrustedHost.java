package dev.waybill.hosts;

import dev.waybill.vcs.HostKey;
import java.time.Instant;

/**
 * A host whose key is trusted.
 *
 * @param host as in the URLs of its repositories, with the port if they name one
 * @param by the name of the user who trusted it
 */
public record TrustedHost(String host, HostKey key, String by, Instant since) {}
