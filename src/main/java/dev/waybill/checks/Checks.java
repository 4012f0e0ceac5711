package dev.waybill.checks;

import static dev.waybill.spi.Setting.optional;
import static dev.waybill.spi.Setting.required;

import dev.waybill.spi.Check;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Setting.Kind;
import java.util.List;

/** The built-in types of checks. They are accepted in configurations, but not evaluated yet. */
public final class Checks {
    private static final Check GITHUB = declared(
            "github",
            required("repo", Kind.TEXT).withExample("acme/shop"),
            optional("contexts", Kind.TEXTS).withExample(List.of("build", "lint")),
            optional("api_root", Kind.TEXT).withExample("https://github.example.com/api/v3"),
            optional("token", Kind.SECRET_OR_TEXT));

    private static final Check HTTP = declared(
            "http",
            required("url", Kind.SECRET_OR_TEXT).withExample("https://ci.example.com/builds/{sha}"),
            optional("headers", Kind.HEADERS),
            optional("timeout", Kind.DURATION).withExample(10));

    private static final Check COMMAND =
            declared("command", required("command", Kind.COMMAND), optional("timeout", Kind.DURATION));

    private static final Check AGE = declared("age", required("min", Kind.DURATION));

    private Checks() {}

    private record Declared(String name, List<Setting> settings) implements Check {}

    private static Check declared(String name, Setting... settings) {
        return new Declared(name, List.of(settings));
    }

    public static List<Check> all() {
        return List.of(GITHUB, HTTP, COMMAND, AGE);
    }
}
