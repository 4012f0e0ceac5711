package dev.waybill.apps.config.text;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A YAML 1.2 document as maps, lists and plain values, with the line of each path. Numbers keep their spelling, see {@link
 * Literal}, and nulls theirs, see {@link Nothing}. Aliases and merge keys are resolved.
 *
 * @param lines by path, from 1
 */
public record YamlTree(@Nullable Object root, Map<String, Integer> lines) {
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(YamlLimits.MOST_ALIASES)
            .build();

    /** @throws Unreadable if this is not valid YAML, or over a limit */
    public static YamlTree parse(String text) {
        try {
            var plain = YamlText.of(text);
            YamlLimits.check(plain, SETTINGS);
            var nodes = new YamlNodes();
            var root = new Compose(SETTINGS).composeString(plain).map(nodes::value);
            return new YamlTree(root.orElse(null), nodes.lines());
        } catch (MarkedYamlEngineException e) {
            throw new Unreadable(YamlText.sentence(e));
        } catch (YamlEngineException e) {
            throw new Unreadable("is not YAML: " + e.getMessage());
        }
    }

    /** The line of a path, or of the nearest enclosing path in the file. */
    public int line(String path) {
        for (var at = path; !at.isEmpty(); at = at.contains(".") ? at.substring(0, at.lastIndexOf('.')) : "") {
            if (lines.containsKey(at)) {
                return lines.get(at);
            }
        }
        return 1;
    }

    /** The text is not valid YAML, or over a limit. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable(String sentence) {
            super(sentence);
        }
    }
}
