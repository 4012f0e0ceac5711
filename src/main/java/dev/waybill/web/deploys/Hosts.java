package dev.waybill.web.deploys;

import dev.waybill.spi.HostState;

/** How the states of hosts are shown. */
public final class Hosts {
    private Hosts() {}

    /** The class of its colour. */
    public static String colour(HostState state) {
        return switch (state) {
            case OK -> "good";
            case PENDING -> "";
            case FAILED, UNREACHABLE -> "bad";
        };
    }

    /** The icon beside it. */
    public static String icon(HostState state) {
        return switch (state) {
            case OK -> "check";
            case PENDING -> "circle-dashed";
            case FAILED -> "circle-x";
            case UNREACHABLE -> "unplug";
        };
    }
}
