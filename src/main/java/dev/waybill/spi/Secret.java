package dev.waybill.spi;

/** A value that nobody may see: not in a log, not on a page, not in an error. Only {@link #value} gives it away. */
public record Secret(String value) {
    @Override
    public String toString() {
        return "***";
    }
}
