package dev.waybill.apps.config.text;

/**
 * A null of YAML: an empty value, or the word null. As text it is what was written; otherwise it is the same as an absent value.
 */
public record Nothing(String text) {
    @Override
    public String toString() {
        return text;
    }
}
