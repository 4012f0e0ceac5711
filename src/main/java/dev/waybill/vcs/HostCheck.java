package dev.waybill.vcs;

import java.nio.file.Path;

/** How ssh checks the key of a host. */
public sealed interface HostCheck {
    /** Against the known hosts of the server's user. */
    record ByUser() implements HostCheck {}

    /** Against the keys in this file only. */
    record Pinned(Path file) implements HostCheck {}

    /** Not at all: the host's keys are recorded in this file, to be reviewed. */
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
