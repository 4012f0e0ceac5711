package dev.waybill.insights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What a server tells Prometheus, by name. */
final class Figures {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern SAMPLE =
            Pattern.compile("(%s(?:\\{(?:%<s=\"[^\"\\\\\\n]*\",?)+})?) (NaN|[+-]Inf|[0-9.E+-]+)".formatted(NAME));

    private Figures() {}

    /** Line by line as the format has it: HELP and TYPE once for each name, then its samples, none of them twice. */
    static Map<String, Double> of(String text) {
        assertThat(text).endsWith("\n");
        var figures = new LinkedHashMap<String, Double>();
        var types = new LinkedHashMap<String, String>();
        for (var line : text.lines().toList()) {
            if (line.startsWith("# HELP ")) {
                assertThat(line).matches("# HELP %s .+".formatted(NAME));
            } else if (line.startsWith("# TYPE ")) {
                assertThat(line).matches("# TYPE %s (counter|gauge|histogram|summary)".formatted(NAME));
                assertThat(types.put(line.split(" ")[2], line.split(" ")[3])).isNull();
            } else {
                var sample = SAMPLE.matcher(line);
                assertThat(sample.matches()).as(line).isTrue();
                assertThat(sample.group(1)).startsWith(types.sequencedKeySet().getLast());
                assertThat(figures.put(sample.group(1), Double.valueOf(sample.group(2))))
                        .isNull();
            }
        }
        return figures;
    }
}
