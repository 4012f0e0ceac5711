package dev.waybill.http.lines;

import dev.waybill.logs.LinePage;
import dev.waybill.logs.LogOutline;
import dev.waybill.logs.SearchPage;
import dev.waybill.logs.text.LineKind;
import dev.waybill.wire.LogExtentJson;
import dev.waybill.wire.LogLinesJson;
import dev.waybill.wire.LogOutlineJson;
import dev.waybill.wire.LogSearchJson;
import dev.waybill.wire.Times;

/** The lines of logs as the API and the pages send them. */
public final class LineAnswers {
    private LineAnswers() {}

    public static LogLinesJson json(LinePage page) {
        return new LogLinesJson(
                page.from(), page.lines().stream().map(LineAnswers::json).toList(), json(page.extent()));
    }

    public static LogSearchJson json(SearchPage page) {
        return new LogSearchJson(page.lines(), page.next(), json(page.extent()));
    }

    public static LogOutlineJson json(LogOutline outline) {
        return new LogOutlineJson(
                json(outline.extent()),
                Times.textOrNull(outline.begin()),
                Times.textOrNull(outline.end()),
                outline.errors(),
                outline.errorLines(),
                outline.warnings(),
                outline.groups().stream().map(LineAnswers::json).toList(),
                outline.silences().stream().map(LineAnswers::json).toList());
    }

    private static LogExtentJson json(LinePage.Extent extent) {
        return new LogExtentJson(extent.lines(), extent.scanned(), extent.bytes(), extent.complete());
    }

    private static LogLinesJson.LogLine json(LinePage.Line line) {
        return new LogLinesJson.LogLine(
                line.text(), Times.text(line.at()), line.style(), word(line.kind()), line.bytes(), line.isCut());
    }

    private static String word(LineKind kind) {
        return switch (kind) {
            case PLAIN -> "plain";
            case WARNING -> "warning";
            case ERROR -> "error";
            case OWN -> "waybill";
            case STEP -> "step";
            case GROUP, FLAT_GROUP -> "group";
            case END_GROUP -> "endgroup";
        };
    }

    private static LogOutlineJson.LogGroup json(LogOutline.Group group) {
        return new LogOutlineJson.LogGroup(
                group.name(),
                group.depth(),
                group.first(),
                group.last(),
                group.hasEndLine(),
                Times.text(group.begin()),
                Times.textOrNull(group.end()),
                group.errors(),
                group.warnings());
    }

    private static LogOutlineJson.LogSilence json(LogOutline.Silence silence) {
        return new LogOutlineJson.LogSilence(silence.after(), silence.length().toMillis() / 1000.0);
    }
}
