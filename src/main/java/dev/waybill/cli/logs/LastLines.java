package dev.waybill.cli.logs;

import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import java.io.IOException;
import java.util.Map;

/** Finds the last lines of a log from its end, without reading all of it. */
final class LastLines {
    private static final int PART = 64 * 1024;

    private final Api api;
    private final String path;

    /** @param path of the deploy */
    LastLines(Api api, String path) {
        this.api = api;
        this.path = path;
    }

    /** The offset; an incomplete last line counts. */
    long begin(int lines) throws CallFailed, InterruptedException {
        var end = api.get(path + "log/?offset=-1&limit=1").path("nextOffset").asLong(0);
        if (lines == 0) {
            return end;
        }
        var breaks = 0;
        for (var to = end - 1; to > 0; to = Math.max(0, to - PART)) { // the last byte belongs to the last line
            var from = Math.max(0, to - PART);
            var part = read(from, to);
            for (var i = part.length - 1; i >= 0; i--) {
                if (part[i] == '\n' && ++breaks == lines) {
                    return from + i + 1;
                }
            }
        }
        return 0;
    }

    private byte[] read(long from, long to) throws CallFailed, InterruptedException {
        var answer = api.open(path + "log/raw", Map.of("Range", "bytes=%d-%d".formatted(from, to - 1)));
        try (var in = answer.body()) {
            if (answer.status() == Api.WHOLE) { // the range was dropped on the way
                in.skipNBytes(from);
            }
            return in.readNBytes((int) (to - from));
        } catch (IOException e) {
            throw new CallFailed(CallFailed.NOT_REACHABLE, "the log was cut off (%s)".formatted(e.getMessage()));
        }
    }
}
