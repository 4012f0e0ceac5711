package dev.waybill.deploys;

import dev.waybill.gates.Facts;
import dev.waybill.store.Tx;
import dev.waybill.vcs.Kinship;
import dev.waybill.vcs.Sha;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What git said of two commits. It never changes, so whoever writes it a second time writes the same. */
final class KinshipStore {
    private static final String FIND = "select ahead, behind from kinships where base = ? and target = ?";
    private static final String PUT = """
            insert into kinships (base, target, ahead, behind) values (?, ?, ?, ?) on conflict (base, target) do nothing
            """;
    private static final String IS_MENDED = "select mended from remedies where bad = ? and target = ?";
    private static final String PUT_REMEDY =
            "insert into remedies (bad, target, mended) values (?, ?, ?) on conflict (bad, target) do nothing";

    private KinshipStore() {}

    static Facts.Relation find(Handle handle, Sha base, Sha target) {
        return base.equals(target)
                ? new Facts.Known(new Kinship(0, 0))
                : handle.createQuery(FIND)
                        .bind(0, base.hex())
                        .bind(1, target.hex())
                        .map((row, _) -> relation(row))
                        .findOne()
                        .orElseGet(Facts.Unasked::new);
    }

    private static Facts.Relation relation(ResultSet row) throws SQLException {
        return row.getObject("ahead") == null
                ? new Facts.Gone()
                : new Facts.Known(new Kinship(row.getInt("ahead"), row.getInt("behind")));
    }

    /** @param kinship empty if one of the two is gone */
    static void put(Tx tx, Sha base, Sha target, Optional<Kinship> kinship) {
        tx.update(
                PUT,
                base.hex(),
                target.hex(),
                kinship.map(Kinship::ahead).orElse(null),
                kinship.map(Kinship::behind).orElse(null));
    }

    /** Whether a commit contains what mends a bad one; empty if the repository has not been asked. */
    static Optional<Boolean> isMended(Handle handle, Sha bad, Sha target) {
        return handle.createQuery(IS_MENDED)
                .bind(0, bad.hex())
                .bind(1, target.hex())
                .mapTo(Integer.class)
                .map(mended -> mended == 1)
                .findOne();
    }

    static void putMended(Tx tx, Sha bad, Sha target, boolean mended) {
        tx.update(PUT_REMEDY, bad.hex(), target.hex(), mended ? 1 : 0);
    }
}
