package dev.waybill.checks;

import dev.waybill.logs.Masker;
import dev.waybill.spi.CheckResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes texts of other systems fit for display: one line, without secrets, not too long. */
record CleanText(Masker masker) {
    private static final int LONGEST_NAME = 250;
    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_LINK = 2_000;

    /** Line breaks, other control characters, and those that change the direction of what follows. */
    private static final Pattern ODD = Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]+");

    private static final Pattern LINK = Pattern.compile("https?://[\\x21-\\x7e]+", Pattern.CASE_INSENSITIVE);

    String of(String text) {
        return cut(text, LONGEST_TEXT);
    }

    /** The stack trace of a failure, for the log of the server: its message may contain a secret. */
    String of(Throwable failure) {
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        return masker.mask(trace.toString());
    }

    CheckResult of(CheckResult result) {
        return new CheckResult(
                cut(result.name(), LONGEST_NAME),
                result.state(),
                result.description() == null ? null : of(result.description()),
                link(result.link()),
                result.reporter() == null ? null : cut(result.reporter(), LONGEST_NAME),
                result.at());
    }

    private String cut(String text, int longest) {
        var clean = masker.mask(ODD.matcher(text).replaceAll(" ").strip());
        return clean.codePointCount(0, clean.length()) <= longest
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, longest - 1)) + "…";
    }

    /** A link that could run a script, or holds a secret, is left out. */
    private @Nullable String link(@Nullable String link) {
        return link != null
                        && link.length() <= LONGEST_LINK
                        && LINK.matcher(link).matches()
                        && masker.mask(link).equals(link)
                ? link
                : null;
    }
}
