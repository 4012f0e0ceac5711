package dev.waybill.deploys;

import java.util.Locale;

/** Where a request came in. All of them end in {@link Deploys#request}. */
public enum Door {
    API;

    /** The word in tables and on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
