package dev.waybill.apps;

/** The id of an app; it does not change when the app is renamed. */
public record AppId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
