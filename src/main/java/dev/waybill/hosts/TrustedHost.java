package dev.waybill.hosts;

import dev.waybill.vcs.HostKey;
import java.time.Instant;

/**
 * A host whose key somebody trusts.
 *
 * @param host as in the URLs of its repositories, with the port where they name one
 * @param by the name of that user
 */
public record TrustedHost(String host, HostKey key, String by, Instant since) {}
