package dev.waybill.vcs.history;

import dev.waybill.vcs.ChangeQuery;
import dev.waybill.vcs.Changes;
import dev.waybill.vcs.Commit;
import dev.waybill.vcs.Sha;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Parses commits.
 *
 * @param labels those that any of the commits has
 */
record CommitList(Changes.Some<Commit> commits, List<String> labels) {
    /** The format for git's output of one commit. */
    static final String FORMAT = "%H%x00%an%x00%ae%x00%at%x00%ct%x00%B";

    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    /** @param fields in this format, after an empty one */
    static CommitList read(Fields fields, ChangeQuery query) throws IOException {
        var first = new ArrayList<Commit>();
        var labels = new HashSet<String>();
        var count = 0;
        fields.next(); // the empty field before the first
        for (var sha = fields.next(); sha != null; sha = fields.next()) {
            var author = fields.rest();
            var email = fields.rest();
            var authored = moment(fields.rest());
            var committed = moment(fields.rest());
            var message = new Message(fields.rest());
            var own = message.labels(query.labels());
            labels.addAll(own);
            if (count++ < query.limit()) {
                first.add(new Commit(
                        new Sha(sha),
                        message.title(),
                        Message.oneLine(author),
                        Message.oneLine(email),
                        authored,
                        committed,
                        message.pullRequest(),
                        own));
            }
        }
        return new CommitList(
                new Changes.Some<>(first, count),
                query.labels().stream().filter(labels::contains).toList());
    }

    /** The same commits with another count. */
    CommitList counting(int all) {
        return new CommitList(new Changes.Some<>(commits.first(), all), labels);
    }

    /** The time of a commit can be invalid. */
    private static Instant moment(String seconds) {
        try {
            return Instant.ofEpochSecond(Math.clamp(Long.parseLong(seconds), 0, LAST));
        } catch (NumberFormatException e) {
            return Instant.EPOCH;
        }
    }
}
