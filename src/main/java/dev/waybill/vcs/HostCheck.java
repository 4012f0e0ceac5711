package dev.waybill.vcs;

import java.nio.file.Path;

/** How ssh makes sure that a host is the right one. */
public sealed interface HostCheck {
    /** By the known hosts of the user who runs the server. */
    record ByUser() implements HostCheck {}

    /** By the keys in this file, and no others. */
    record Pinned(Path file) implements HostCheck {}

    /** Not at all: what the host shows is written to this file, for somebody to look at. */
    record Noting(Path file) implements HostCheck {}

    /** The options of ssh_config(5) for this. */
    default String options() {
        return switch (this) {
            case ByUser() -> " -oStrictHostKeyChecking=yes";
            case Pinned(var file) -> " -oStrictHostKeyChecking=yes" + only(file);
            case Noting(var file) -> " -oStrictHostKeyChecking=accept-new -oConnectTimeout=10" + only(file);
        };
    }

    private static String only(Path file) {
        return " -oUserKnownHostsFile=%s -oGlobalKnownHostsFile=/dev/null -oHashKnownHosts=no -oUpdateHostKeys=no"
                .formatted(Remote.quoted("\"" + file + "\""));
    }
}
