package dev.waybill.web.overview;

import dev.waybill.web.shown.DeployRow;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The first page: what needs somebody, what is live, and what happened.
 *
 * @param banners notices about the servers
 * @param failed the last attempts of environments where that failed
 * @param unfinished what runs or waits, in the order of the queue
 * @param hidden how many more run or wait, too many to explain
 * @param url the server's public URL, for the command that shows how to begin
 */
public record Overview(
        List<Banner> banners,
        List<DeployRow> failed,
        List<DeployRow> unfinished,
        int hidden,
        Matrix matrix,
        List<Happened> activity,
        Wish wish,
        Instant now,
        String url) {
    private static final int MOST = 8;

    /**
     * Which apps the reader wants to see.
     *
     * @param text a part of their names; empty for all
     * @param only {@code look} for those that need a look, {@code starred} for those with a star; empty for all
     */
    public record Wish(String text, String only) {
        public boolean isForALook() {
            return only.equals("look");
        }

        public boolean isForStars() {
            return only.equals("starred");
        }

        /** The path of the page that shows them. */
        public String path() {
            return "/?q=%s&only=%s".formatted(encode(text), encode(only));
        }

        private static String encode(String value) {
            return URLEncoder.encode(value, StandardCharsets.UTF_8);
        }

        private boolean matches(Matrix.Row row) {
            return row.app().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT))
                    && (!isForALook() || row.needsALook())
                    && (!isForStars() || row.starred());
        }
    }

    /** A notice about a server, with its way out. */
    public record Banner(String icon, String colour, String sentence) {}

    /** What stands above the matrix: what failed until it is mended, what runs, and what waits, first what needs somebody. */
    public List<DeployRow> first() {
        return all().limit(MOST).toList();
    }

    private Stream<DeployRow> all() {
        return Stream.of(failed, unfinished)
                .flatMap(List::stream)
                .sorted(Comparator.comparing(
                        row -> row.isRunning() ? 1 : !row.isPending() ? 0 : row.needsSomebody() ? 2 : 3));
    }

    /** How many more there are. */
    public long more() {
        return Math.max(0, all().count() - MOST) + hidden;
    }

    /** Such as {@code 1 failed, 2 running, 6 waiting}. */
    public String title() {
        var parts = new ArrayList<String>();
        add(parts, failed.size(), "failed");
        add(parts, unfinished.stream().filter(DeployRow::isRunning).count(), "running");
        add(parts, unfinished.stream().filter(DeployRow::isPending).count() + hidden, "waiting");
        return parts.isEmpty() ? "All quiet" : String.join(", ", parts);
    }

    /** Such as {@code 60 environments of 20 apps}. */
    public String extent() {
        return "%s of %s"
                .formatted(
                        many(matrix.environments(), "environment"),
                        many(matrix.rows().size(), "app"));
    }

    private static String many(int count, String word) {
        return count == 1 ? "1 " + word : "%,d %ss".formatted(count, word);
    }

    private static void add(List<String> parts, long count, String word) {
        if (count > 0) {
            parts.add("%,d %s".formatted(count, word));
        }
    }

    /** The rows of the matrix that the reader wants. */
    public List<Matrix.Row> rows() {
        return matrix.rows().stream().filter(wish::matches).toList();
    }

    /** How many apps have a star. */
    public long starred() {
        return matrix.rows().stream().filter(Matrix.Row::starred).count();
    }

    /** How many apps need a look. */
    public long toLookAt() {
        return matrix.rows().stream().filter(Matrix.Row::needsALook).count();
    }
}
