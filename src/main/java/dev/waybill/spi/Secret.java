package dev.waybill.spi;

/** A value that must not appear in logs, on pages or in errors. Only {@link #value} reveals it. */
public record Secret(String value) {
    @Override
    public String toString() {
        return "***";
    }
}
