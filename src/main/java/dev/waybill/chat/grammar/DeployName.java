package dev.waybill.chat.grammar;

import java.util.Optional;
import java.util.regex.Pattern;

/** The name of a deploy, such as {@code shop/production#42}. */
public record DeployName(String app, String environment, int number) {
    private static final Pattern FORM = Pattern.compile("([^/#]+)/([^/#]+)#([1-9][0-9]{0,8})");

    /** Exactly as it is printed; empty for another text. */
    public static Optional<DeployName> parse(String text) {
        var form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new DeployName(form.group(1), form.group(2), Integer.parseInt(form.group(3))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "%s/%s#%d".formatted(app, environment, number);
    }
}
