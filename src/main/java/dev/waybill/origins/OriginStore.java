package dev.waybill.origins;

import dev.waybill.forge.Origin;
import dev.waybill.forge.Origin.PullRequest;
import dev.waybill.store.Tx;
import dev.waybill.vcs.Sha;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The origins of commits in the database. */
final class OriginStore {
    private static final String FIND = """
            select sha, author, pull_requests, first_asked_at, asked_at from origins
            where app_id = :app and repository = :repository and sha in (<commits>)
            """;
    private static final String PUT = """
            insert into origins (app_id, repository, sha, author, pull_requests, first_asked_at, asked_at)
            select id, ?, ?, ?, ?, ?, ? from apps where id = ?
            on conflict (app_id, repository, sha) do update
                set author = excluded.author, pull_requests = excluded.pull_requests, asked_at = excluded.asked_at
            """;
    private static final TypeReference<List<PullRequest>> PULL_REQUESTS = new TypeReference<>() {};

    private OriginStore() {}

    /** @param commits not empty, and not thousands */
    static Map<Sha, KnownOrigin> find(Handle handle, Question question, Collection<Sha> commits) {
        var found = new HashMap<Sha, KnownOrigin>();
        handle.createQuery(FIND)
                .bind("app", question.app().value())
                .bind("repository", question.repository())
                .bindList("commits", commits.stream().map(Sha::hex).toList())
                .map((row, _) -> found.put(new Sha(row.getString("sha")), known(row)))
                .list();
        return found;
    }

    private static KnownOrigin known(ResultSet row) throws SQLException {
        return new KnownOrigin(
                new Origin(
                        row.getString("author"),
                        JsonMapper.shared().readValue(row.getString("pull_requests"), PULL_REQUESTS)),
                Instant.ofEpochMilli(row.getLong("first_asked_at")),
                Instant.ofEpochMilli(row.getLong("asked_at")));
    }

    /** Does nothing if the app was deleted. */
    static void put(Tx tx, Question question, Sha commit, Origin origin, Instant now) {
        tx.update(
                PUT,
                question.repository(),
                commit.hex(),
                origin.author(),
                JsonMapper.shared().writeValueAsString(origin.pullRequests()),
                now.toEpochMilli(),
                now.toEpochMilli(),
                question.app().value());
    }
}
