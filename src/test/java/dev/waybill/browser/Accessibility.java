package dev.waybill.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What axe finds in a page by the rules of WCAG 2.2, levels A and AA. */
final class Accessibility {
    private static final String AXE = read();

    private static final String RUN = """
            async (only) => JSON.stringify((await axe.run(document, {
                resultTypes: ['violations'],
                runOnly: only,
            })).violations)
            """;

    private static final Map<String, Object> ALL =
            Map.of("type", "tag", "values", List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"));

    private static final Map<String, Object> CONTRAST =
            Map.of("type", "rule", "values", List.of("color-contrast", "link-in-text-block"));

    private Accessibility() {}

    static void check(Page page) {
        page.evaluate(AXE); // by way of the debugger, which no content security policy hinders
        check(page, ALL);
    }

    /** The rules about colours alone, for a page that was checked in other ones. */
    static void checkContrast(Page page) {
        check(page, CONTRAST);
    }

    private static void check(Page page, Map<String, Object> only) {
        var violations = JsonMapper.shared().readTree((String) page.evaluate(RUN, only));
        assertThat(violations.valueStream().map(Accessibility::words).toList())
                .as("what keeps people from using %s", page.url())
                .isEmpty();
    }

    /** Such as {@code serious: Elements must meet minimum color contrast ratio thresholds (color-contrast)}, and where. */
    private static String words(JsonNode violation) {
        return "%s: %s (%s)%s"
                .formatted(
                        violation.get("impact").asString(),
                        violation.get("help").asString(),
                        violation.get("id").asString(),
                        violation
                                .get("nodes")
                                .valueStream()
                                .map(Accessibility::place)
                                .collect(Collectors.joining()));
    }

    private static String place(JsonNode node) {
        var why = List.of("any", "all", "none").stream()
                .flatMap(kind -> node.get(kind).valueStream())
                .map(check -> check.get("message").asString())
                .findFirst()
                .orElse("");
        return "%n    %s: %s".formatted(node.get("html").asString(), why);
    }

    private static String read() {
        try (var file = Accessibility.class.getResourceAsStream("/axe.min.js")) {
            if (file == null) {
                throw new AssertionError("axe.min.js is not on the class path");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
