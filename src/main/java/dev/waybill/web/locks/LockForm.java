package dev.waybill.web.locks;

import dev.waybill.locks.Lock;
import dev.waybill.web.frame.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The form for a new lock, or one that is stolen.
 *
 * @param action where it is sent
 * @param stolen the lock that is stolen; null for a new one
 * @param apps that the reader can choose
 * @param environments to suggest
 * @param values what is filled in
 * @param wrong mistakes by field
 * @param present the lock that is in the way; null if there is none
 */
public record LockForm(
        String action,
        @Nullable Lock stolen,
        List<String> apps,
        List<String> environments,
        Fields values,
        Map<String, String> wrong,
        @Nullable Lock present) {
    /** The value of the field {@code app} for all apps. */
    public static final String ALL = "*";

    public String value(String name) {
        return values.find(name).orElse("");
    }

    /** Whether an option of a field is chosen. */
    public boolean has(String name, String option, String usual) {
        return values.find(name).orElse(usual).equals(option);
    }

    public Optional<String> wrong(String name) {
        return Optional.ofNullable(wrong.get(name));
    }

    /** For the CSS class of a field. */
    public String marked(String name) {
        return wrong.containsKey(name) ? " wrong" : "";
    }

    public String title() {
        return stolen == null
                ? "Lock"
                : "Steal the lock on %s from %s".formatted(stolen.scope().name(), stolen.holder());
    }

    /** With a reason why it was not accepted. */
    LockForm refused(Fields typed, Map<String, String> mistakes, @Nullable Lock inTheWay) {
        return new LockForm(action, stolen, apps, environments, typed, mistakes, inTheWay);
    }
}
