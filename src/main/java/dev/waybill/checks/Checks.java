package dev.waybill.checks;

import static dev.waybill.spi.Setting.optional;
import static dev.waybill.spi.Setting.required;

import dev.waybill.checks.kinds.AgeCheck;
import dev.waybill.checks.kinds.CommonSettings;
import dev.waybill.checks.kinds.ForgeCheck;
import dev.waybill.checks.kinds.HttpCheck;
import dev.waybill.forge.Forges;
import dev.waybill.spi.Check;
import dev.waybill.spi.CheckAnswer;
import dev.waybill.spi.CheckContext;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Setting.Kind;
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

    /** Every kind that a configuration can name. */
    public static List<Check> all() {
        return Stream.concat(built(Forges.NONE).stream(), Stream.of(COMMAND)).toList();
    }

    /** Those that are looked at. */
    public static List<Check> built(Forges forges) {
        return List.of(
                new ForgeCheck(
                        "github",
                        List.of(
                                required("repo", Kind.TEXT).withExample("acme/shop"),
                                optional("api_root", Kind.TEXT).withExample("https://github.example.com/api/v3"),
                                optional("token", Kind.SECRET_OR_TEXT)),
                        forges),
                new HttpCheck(System.getenv()),
                new AgeCheck());
    }
}
