package dev.waybill.ancestry;

import dev.waybill.deploys.Lane;
import dev.waybill.store.Tx;
import dev.waybill.vcs.Kinship;
import dev.waybill.vcs.Sha;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The relations between commits in the database. They never change, so a second write changes nothing. */
public final class KinshipStore {
    private static final String SELECT = """
            select k.base, k.target, k.ahead, k.behind, r.mended
            from kinships k left join remedies r on r.bad = k.base and r.target = k.target
            where k.base in (<bases>) and k.target
            """;
    private static final String OF_TARGET = SELECT + " = :target";
    private static final String OF_WAITING = SELECT + """
                     in (
                        select d.sha from deploys d
                        where d.app_id = :app and d.environment = :environment and d.state = 'pending')
                    """;
    private static final String OF_PAIRS = """
            with asked (base, target) as (values <pairs>)
            select k.base, k.target, k.ahead, k.behind, null as mended
            from asked a join kinships k on k.base = a.base and k.target = a.target
            """;
    private static final int PAIRS_AT_ONCE = 500;
    private static final String PUT = """
            insert into kinships (base, target, ahead, behind) values (?, ?, ?, ?) on conflict (base, target) do nothing
            """;
    private static final String PUT_REMEDY =
            "insert into remedies (bad, target, mended) values (?, ?, ?) on conflict (bad, target) do nothing";

    private KinshipStore() {}

    /** The relations of one commit to others. */
    public static Kin of(Handle handle, Collection<Sha> bases, Sha target) {
        return bases.isEmpty() ? Kin.NONE : read(handle.createQuery(OF_TARGET).bind("target", target.hex()), bases);
    }

    /** The relations of all pending commits of a lane to others, in one query. */
    public static Kin ofWaiting(Handle handle, Lane lane, Collection<Sha> bases) {
        return bases.isEmpty()
                ? Kin.NONE
                : read(
                        handle.createQuery(OF_WAITING)
                                .bind("app", lane.app().value())
                                .bind("environment", lane.environment()),
                        bases);
    }

    /** The relations of these pairs, without remedies. */
    static Kin of(Handle handle, List<Kin.Pair> pairs) {
        var all = Kin.NONE;
        for (var from = 0; from < pairs.size(); from += PAIRS_AT_ONCE) {
            all = all.and(some(handle, pairs.subList(from, Math.min(from + PAIRS_AT_ONCE, pairs.size()))));
        }
        return all;
    }

    private static Kin some(Handle handle, List<Kin.Pair> pairs) {
        var query = handle.createQuery(OF_PAIRS)
                .define("pairs", String.join(", ", Collections.nCopies(pairs.size(), "(?, ?)")));
        var position = 0;
        for (var pair : pairs) {
            query.bind(position++, pair.base().hex())
                    .bind(position++, pair.target().hex());
        }
        return read(query);
    }

    private static Kin read(Query query, Collection<Sha> bases) {
        return read(query.bindList("bases", bases.stream().map(Sha::hex).toList()));
    }

    private static Kin read(Query query) {
        var relations = new HashMap<Kin.Pair, Relation>();
        var remedies = new HashMap<Kin.Pair, Boolean>();
        query.map((row, _) -> {
                    var pair = new Kin.Pair(new Sha(row.getString("base")), new Sha(row.getString("target")));
                    relations.put(pair, relation(row));
                    if (row.getObject("mended") != null) {
                        remedies.put(pair, row.getInt("mended") == 1);
                    }
                    return pair;
                })
                .list();
        return new Kin(relations, remedies);
    }

    private static Relation relation(ResultSet row) throws SQLException {
        return row.getObject("ahead") == null
                ? new Relation.Gone()
                : new Relation.Known(new Kinship(row.getInt("ahead"), row.getInt("behind")));
    }

    static void put(Tx tx, Kin.Pair pair, Relation relation) {
        var kinship = relation instanceof Relation.Known(var known) ? known : null;
        tx.update(
                PUT,
                pair.base().hex(),
                pair.target().hex(),
                kinship == null ? null : kinship.ahead(),
                kinship == null ? null : kinship.behind());
    }

    static void putMended(Tx tx, Kin.Pair pair, boolean isMended) {
        tx.update(PUT_REMEDY, pair.base().hex(), pair.target().hex(), isMended ? 1 : 0);
    }
}
