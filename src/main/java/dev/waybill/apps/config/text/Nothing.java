package dev.waybill.apps.config.text;

/**
 * What YAML takes for nothing: an empty value, or the word null. Where text is wanted it is the text that stands there, elsewhere the
 * same as an absent value.
 */
public record Nothing(String text) {
    @Override
    public String toString() {
        return text;
    }
}
