package dev.waybill.providers.plugins;

/** A plug-in cannot be used; the message says why. */
final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    Unusable(String why) {
        super(why);
    }
}
