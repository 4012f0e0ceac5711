package dev.waybill.checks;

import static dev.waybill.spi.Setting.optional;
import static dev.waybill.spi.Setting.required;

import dev.waybill.checks.kinds.AgeCheck;
import dev.waybill.checks.kinds.CommonSettings;
import dev.waybill.checks.kinds.ForgeCheck;
import dev.waybill.checks.kinds.HttpCheck;
import dev.waybill.forge.ForgeKind;
import dev.waybill.forge.ForgeSettings;
import dev.waybill.forge.Forges;
import dev.waybill.spi.Check;
import dev.waybill.spi.CheckAnswer;
import dev.waybill.spi.CheckContext;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Setting.Kind;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The built-in kinds of checks. */
public final class Checks {
    /** Accepted in configurations, but not looked at yet. */
    private static final Check COMMAND = new Declared(
            "command", CommonSettings.with(required("command", Kind.COMMAND), optional("timeout", Kind.DURATION)));

    private Checks() {}

    private record Declared(String name, List<Setting> settings) implements Check {
        @Override
        public CheckAnswer ask(CheckContext context) {
            return new CheckAnswer.Unreadable("checks of this kind are not looked at yet");
        }
    }

    /**
     * Every kind that a configuration can name.
     *
     * @param codeHosts each of which has checks of its name
     */
    public static List<Check> all(Collection<? extends ForgeKind> codeHosts) {
        return Stream.concat(built(codeHosts, Forges.NONE).stream(), Stream.of(COMMAND))
                .toList();
    }

    /** Those that are looked at. */
    public static List<Check> built(Collection<? extends ForgeKind> codeHosts, Forges forges) {
        var ofCodeHosts =
                codeHosts.stream().map(kind -> new ForgeCheck(kind.name(), settings(kind), forges.at(kind.name())));
        return Stream.concat(ofCodeHosts, Stream.of(new HttpCheck(System.getenv()), new AgeCheck()))
                .toList();
    }

    private static List<Setting> settings(ForgeKind kind) {
        var root = kind.settings().stream()
                .filter(setting -> setting.name().equals(ForgeSettings.API_ROOT.name()))
                .findFirst()
                .orElse(ForgeSettings.API_ROOT);
        return List.of(
                required("repo", Kind.TEXT).withExample("acme/shop"), root, optional("token", Kind.SECRET_OR_TEXT));
    }
}
