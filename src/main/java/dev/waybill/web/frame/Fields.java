package dev.waybill.web.frame;

import dev.waybill.errors.Invalid;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a form as they were sent.
 *
 * @param values by name; a field that is ticked more than once has several
 */
public record Fields(Map<String, List<String>> values) {
    /** Empty if the field is missing or blank; without white space around it. */
    public Optional<String> find(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** @throws Invalid if the field is missing or blank */
    public String require(String name) {
        return find(name).orElseThrow(() -> new Invalid("invalid_field", "The field \"%s\" is empty".formatted(name)));
    }

    /** Whether a box is ticked. */
    public boolean isTicked(String name) {
        return find(name).isPresent();
    }

    /** All values of a field. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }
}
