package dev.waybill.web.frame;

import java.util.Map;

/**
 * What a visitor gets to see.
 *
 * @param template its template, such as {@code queue/queue.jte}; it gets the shell as {@code shell}, and the model
 * @param model what the template shows, by parameter
 */
public record Page(Heading heading, String template, Map<String, Object> model) {
    /** A page whose template has one parameter, {@code page}. */
    public static Page of(Heading heading, String template, Object page) {
        return new Page(heading, template, Map.of("page", page));
    }

    /** Shows a page to a visitor. Called from many threads. */
    @FunctionalInterface
    public interface View {
        Page show(Visit visit) throws Exception;
    }
}
