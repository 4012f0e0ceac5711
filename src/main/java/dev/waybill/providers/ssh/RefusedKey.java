package dev.waybill.providers.ssh;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What to do about the first host whose key was refused, which each program says in its own words. */
final class RefusedKey {
    private static final String HOST = "(\\[[\\w.:%-]{1,255}\\]:\\d{1,5}|[\\w.:%-]{1,255})";

    private static final List<Pattern> UNKNOWN = patterns(
            "No \\S{1,30} host key is known for HOST and you have requested", // OpenSSH, which Ansible runs
            "fingerprint \\S{1,100} is unknown for \"HOST[,\"]", // net-ssh, which Capistrano uses
            "the key of the host HOST is not trusted yet"); // sitecustomize.py, for Fabric

    private static final List<Pattern> CHANGED = patterns(
            "Host key for HOST has changed and you have requested",
            "fingerprint \\S{1,100} does not match for \"HOST[,\"]",
            "the key of the host HOST has changed");

    private RefusedKey() {}

    private static List<Pattern> patterns(String... each) {
        return Stream.of(each)
                .map(it -> Pattern.compile(it.replace("HOST", HOST)))
                .toList();
    }

    /** The way out, in a sentence; empty if no key was refused. */
    static Optional<String> advice(String output) {
        return host(output, UNKNOWN)
                .map(host ->
                        "the key of the host %s is not trusted yet; to check and trust it: waybill hosts trust ssh://%s/"
                                .formatted(host, address(host)))
                .or(() -> host(output, CHANGED)
                        .map(host ->
                                "the key of the host %s has changed; if this is expected: waybill hosts trust ssh://%s/"
                                        .formatted(host, address(host))));
    }

    private static Optional<String> host(String output, List<Pattern> patterns) {
        return patterns.stream()
                .map(it -> it.matcher(output))
                .filter(Matcher::find)
                .map(it -> it.group(1))
                .findFirst();
    }

    /** As in URLs: {@code [name]:port} without its brackets, IPv6 addresses with them. */
    private static String address(String host) {
        var hasBrackets = host.startsWith("[");
        var name = hasBrackets ? host.substring(1, host.indexOf(']')) : host;
        var port = hasBrackets ? host.substring(host.indexOf(']') + 1) : "";
        return (name.contains(":") ? "[%s]".formatted(name) : name) + port;
    }
}
