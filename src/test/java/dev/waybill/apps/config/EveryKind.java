package dev.waybill.apps.config;

import dev.waybill.checks.Checks;
import dev.waybill.providers.plugins.ExamplePlugins;
import dev.waybill.spi.Check;
import dev.waybill.spi.CheckAnswer;
import dev.waybill.spi.CheckContext;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Setting.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A check with a setting of each kind, named by the kind. */
record EveryKind() implements Check {
    /** The plug-ins of a server, those of the examples, and this check. */
    static final AppReader READER = new AppReader(new Plugins(
            ExamplePlugins.andBuiltIn(),
            Stream.concat(Checks.all(TestPlugins.CODE_HOSTS).stream(), Stream.of(new EveryKind()))
                    .toList(),
            TestPlugins.NOTIFIERS,
            TestPlugins.CODE_HOSTS));

    static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String name() {
        return "every";
    }

    @Override
    public List<Setting> settings() {
        return Arrays.stream(Kind.values())
                .map(kind -> Setting.optional(name(kind), kind))
                .toList();
    }

    @Override
    public CheckAnswer ask(CheckContext context) {
        return new CheckAnswer.Unreadable("nobody asks");
    }
}
