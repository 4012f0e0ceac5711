package dev.waybill.providers.ssh;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What to do about the first host whose key a program has refused. OpenSSH, which Ansible runs, net-ssh, which Capistrano uses, and
 * Fabric's check of ours each say that in their own words.
 */
final class RefusedKey {
    private static final String HOST = "(\\[[\\w.:%-]{1,255}\\]:\\d{1,5}|[\\w.:%-]{1,255})";

    private static final Pattern UNKNOWN =
            Pattern.compile("(?:No \\S{1,30} host key is known for | is unknown for \"|the key of the host )" + HOST
                    + "(?: and you have requested|[,\"]| is not trusted yet)");
    private static final Pattern CHANGED = Pattern.compile(
            "(?:Host key for | does not match for \")" + HOST + "(?: has changed and you have requested|[,\"])");

    private RefusedKey() {}

    /** The way out, in a sentence; empty if no key was refused. */
    static Optional<String> advice(String output) {
        return advice(
                        output,
                        UNKNOWN,
                        "is not trusted yet; compare its fingerprint with that of the host, and trust it")
                .or(() -> advice(output, CHANGED, "is not the trusted one; if the host has a new key, trust that"));
    }

    private static Optional<String> advice(String output, Pattern pattern, String sentence) {
        var refusal = pattern.matcher(output);
        return refusal.find()
                ? Optional.of("the key of the host %s %s: waybill hosts trust ssh://%s/"
                        .formatted(refusal.group(1), sentence, address(refusal.group(1))))
                : Optional.empty();
    }

    /** As in URLs: {@code [name]:port} without its brackets, IPv6 addresses with them. */
    private static String address(String host) {
        var hasBrackets = host.startsWith("[");
        var name = hasBrackets ? host.substring(1, host.indexOf(']')) : host;
        var port = hasBrackets ? host.substring(host.indexOf(']') + 1) : "";
        return (name.contains(":") ? "[%s]".formatted(name) : name) + port;
    }
}
