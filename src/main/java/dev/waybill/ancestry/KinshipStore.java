package dev.waybill.ancestry;

import dev.waybill.deploys.Lane;
import dev.waybill.store.Rows;
import dev.waybill.store.Tx;
import dev.waybill.vcs.Kinship;
import dev.waybill.vcs.Sha;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** The relations between commits in the database. They never change, so a second write changes nothing. */
public final class KinshipStore {
    private static final String SELECT = """
            select k.base, k.target, k.ahead, k.behind, r.mended
            from kinships k left join remedies r on r.bad = k.base and r.target = k.target
            """;
    private static final String OF_TARGET = SELECT + "where k.target = ? and k.base in ";
    private static final String OF_WAITING = SELECT + """
            where k.target in (select d.sha from deploys d where d.app_id = ? and d.environment = ? and d.state = 'pending')
                and k.base in
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
        return bases.isEmpty() ? Kin.NONE : read(handle, OF_TARGET, List.of(target.hex()), bases);
    }

    /** The relations of all pending commits of a lane to others, in one query. */
    public static Kin ofWaiting(Handle handle, Lane lane, Collection<Sha> bases) {
        return bases.isEmpty()
                ? Kin.NONE
                : read(handle, OF_WAITING, List.of(lane.app().value(), lane.environment()), bases);
    }

    /** The relations of these pairs, without remedies. */
    static Kin of(Handle handle, List<Kin.Pair> pairs) {
        var all = Kin.NONE;
        for (var from = 0; from < pairs.size(); from += PAIRS_AT_ONCE) {
            all = all.and(some(handle, pairs.subList(from, Math.min(from + PAIRS_AT_ONCE, pairs.size()))));
        }
        return all;
    }

    /** JDBI, because a statement for each number of pairs should not stay prepared. */
    private static Kin some(Handle handle, List<Kin.Pair> pairs) {
        var query = handle.createQuery(OF_PAIRS)
                .define("pairs", String.join(", ", Collections.nCopies(pairs.size(), "(?, ?)")));
        var position = 0;
        for (var pair : pairs) {
            query.bind(position++, pair.base().hex())
                    .bind(position++, pair.target().hex());
        }
        var found = new Found();
        query.map((row, _) -> found.add(row)).list();
        return found.kin();
    }

    private static Kin read(Handle handle, String sql, List<?> ofTargets, Collection<Sha> bases) {
        var marks = String.join(", ", Collections.nCopies(bases.size(), "?"));
        var arguments = Stream.concat(ofTargets.stream(), bases.stream().map(Sha::hex));
        var found = new Found();
        Rows.all(handle, sql + "(" + marks + ")", found::add, arguments.toArray());
        return found.kin();
    }

    private record Found(Map<Kin.Pair, Relation> relations, Map<Kin.Pair, Boolean> remedies) {
        Found() {
            this(new HashMap<>(), new HashMap<>());
        }

        Kin.Pair add(ResultSet row) throws SQLException {
            var pair = new Kin.Pair(new Sha(row.getString("base")), new Sha(row.getString("target")));
            relations.put(pair, relation(row));
            if (row.getObject("mended") != null) {
                remedies.put(pair, row.getInt("mended") == 1);
            }
            return pair;
        }

        Kin kin() {
            return new Kin(relations, remedies);
        }
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
