package dev.waybill.web.deploys.actions;

/**
 * A button that leads to something that can be done.
 *
 * @param path the page that asks first
 * @param look the class of the button: {@code primary}, {@code danger}, or empty
 * @param why it cannot be done now; empty if it can
 */
public record Control(String label, String icon, String path, String look, String why) {
    public boolean isDisabled() {
        return !why.isEmpty();
    }

    Control primary() {
        return isDisabled() ? this : new Control(label, icon, path, "primary", why);
    }
}
