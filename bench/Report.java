import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** All figures of a run, as a table and as JSON. */
record Report(List<Figure> figures) {
    /** @param compare the JSON of an earlier run, whose figures stand beside these; null for none */
    void print(Path compare) throws IOException {
        var earlier = compare == null ? Map.<String, Double>of() : read(compare);
        System.out.printf("%-42s %12s %12s %8s  %-28s%s%n", "", "median", "bare", "ratio", "aim", compare == null ? "" : "before");
        for (var figure : figures) {
            var before = earlier.get(figure.name());
            System.out.printf(
                    "%-42s %9.1f %-2s %12s %8s  %-28s%s%n",
                    figure.name(),
                    figure.value(),
                    figure.unit().length() > 2 ? "" : figure.unit(),
                    figure.bare() > 0 ? "%.1f".formatted(figure.bare()) : "",
                    figure.bare() > 0 ? "%.2f x".formatted(figure.ratio()) : "",
                    figure.aim(),
                    before == null ? "" : "%.1f".formatted(before));
        }
    }

    private static Map<String, Double> read(Path file) throws IOException {
        var values = new HashMap<String, Double>();
        for (var figure : JsonMapper.shared().readTree(Files.readString(file))) {
            values.put(figure.get("name").asString(), figure.get("value").asDouble());
        }
        return values;
    }

    String json() {
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(figures);
    }
}
