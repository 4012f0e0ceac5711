package dev.waybill.notifiers.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is remembered of an environment about telling authors.
 *
 * @param told the commits whose authors were told, or could not be: the newest ones, whatever was rolled back since
 * @param news what is being told; null if nothing is
 */
record NewsMemory(List<String> told, @Nullable News news) {
    static final NewsMemory NOTHING = new NewsMemory(List.of(), null);

    /** A notice has 50 at most. */
    static final int MOST = 500;

    NewsMemory {
        told = List.copyOf(told);
    }

    /**
     * What a notice has to tell, decided once.
     *
     * @param notice its id
     * @param commits the commits of these authors, and of those who are not members
     */
    record News(long notice, List<String> commits, List<Letter> letters) {
        News {
            commits = List.copyOf(commits);
            letters = List.copyOf(letters);
        }

        private News with(int index, Letter letter) {
            var all = new ArrayList<>(letters);
            all.set(index, letter);
            return new News(notice, commits, all);
        }
    }

    /** Nothing if it was written by something else. */
    static NewsMemory of(Optional<String> text) {
        try {
            return text.map(it -> JsonMapper.shared().readValue(it, NewsMemory.class))
                    .orElse(NOTHING);
        } catch (JacksonException _) {
            return NOTHING;
        }
    }

    String text() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    /** What a notice has begun to tell. */
    Optional<News> newsOf(long notice) {
        return Optional.ofNullable(news).filter(it -> it.notice() == notice);
    }

    /** When everything is told, or given up. */
    NewsMemory done() {
        return news == null
                ? this
                : new NewsMemory(
                        Stream.concat(news.commits().stream(), told.stream())
                                .limit(MOST)
                                .toList(),
                        null);
    }

    NewsMemory telling(News next) {
        return new NewsMemory(done().told(), next);
    }

    NewsMemory with(int index, Letter letter) {
        return news == null ? this : new NewsMemory(told, news.with(index, letter));
    }
}
