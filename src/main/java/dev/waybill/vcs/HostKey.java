package dev.waybill.vcs;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * The public key of an SSH host.
 *
 * @param name the host as in known_hosts, with a port other than 22 as {@code [host]:port}
 * @param type such as {@code ssh-ed25519}
 * @param key in base64
 */
public record HostKey(String name, String type, String key) {
    /** Parses a line of a known_hosts file, sshd(8); empty if it has no key. */
    public static Optional<HostKey> parse(String line) {
        var fields = line.strip().split("\\s+");
        if (fields.length < 3 || fields[0].startsWith("#") || fields[0].startsWith("@")) {
            return Optional.empty();
        }
        return Optional.of(new HostKey(fields[0], fields[1], fields[2]));
    }

    /** The line of a known_hosts file. */
    public String line() {
        return "%s %s %s".formatted(name, type, key);
    }

    /** {@code SHA256:} and 43 characters, as shown by ssh-keygen(1). */
    public String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(Base64.getDecoder().decode(key));
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
