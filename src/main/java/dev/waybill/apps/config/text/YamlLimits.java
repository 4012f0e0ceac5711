package dev.waybill.apps.config.text;

import java.util.HashSet;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;

/** Checks the depth and the aliases of a document before it is built. */
final class YamlLimits {
    static final int MOST_ALIASES = 1_000;
    /** The maximum depth of a request. */
    private static final int DEEPEST = 64;

    private int depth;
    private int aliases;
    private final HashSet<Anchor> anchors = new HashSet<>();

    private YamlLimits() {}

    /** @throws YamlTree.Unreadable with the line of the mistake */
    static void check(String text, LoadSettings settings) {
        var limits = new YamlLimits();
        new Parse(settings).parseString(text).forEach(limits::count);
    }

    private void count(Event event) {
        switch (event.getEventId()) {
            case MappingStart, SequenceStart -> enter((CollectionStartEvent) event);
            case MappingEnd, SequenceEnd -> depth--;
            case Alias -> count((AliasEvent) event);
            case Scalar -> note(((NodeEvent) event).getAnchor());
            default -> {} // irrelevant here
        }
    }

    private void enter(CollectionStartEvent start) {
        note(start.getAnchor());
        depth++;
        if (depth > DEEPEST) {
            throw new YamlTree.Unreadable("line %d: is nested deeper than %d levels".formatted(line(start), DEEPEST));
        }
    }

    private void note(Optional<Anchor> anchor) {
        anchor.ifPresent(anchors::add);
    }

    private void count(AliasEvent alias) {
        var name = alias.getAlias().getValue();
        aliases++;
        if (aliases > MOST_ALIASES) {
            throw new YamlTree.Unreadable(
                    "line %d: has alias number %d (*%s); at most %d are allowed, so write out the value"
                            .formatted(line(alias), aliases, name, MOST_ALIASES));
        }
        if (!anchors.contains(alias.getAlias())) {
            throw new YamlTree.Unreadable(
                    "line %1$d: the alias *%2$s has no anchor; define &%2$s before it, or put a text that begins with * in quotes"
                            .formatted(line(alias), name));
        }
    }

    private static int line(Event event) {
        return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
