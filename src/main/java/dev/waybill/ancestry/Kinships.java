package dev.waybill.ancestry;

import dev.waybill.apps.config.AppConfig;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Judgements;
import dev.waybill.deploys.Lane;
import dev.waybill.deploys.ReleaseStore;
import dev.waybill.repositories.Remotes;
import dev.waybill.store.Db;
import dev.waybill.vcs.Kinship;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import dev.waybill.workspaces.Sources;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Finds out how the commits of candidates relate to what is live and to what is quarantined. */
public final class Kinships {
    private final Db db;
    private final Sources sources;
    private final Remotes remotes;

    public Kinships(Db db, Sources sources, Remotes remotes) {
        this.db = db;
        this.sources = sources;
        this.remotes = remotes;
    }

    /**
     * The relations of a commit that the gates need and that are not stored yet, found in the local mirror alone. Writes
     * nothing; blocks.
     *
     * @throws IOException if the mirror lacks a commit
     */
    public Kin look(RepositoryUrl url, Lane lane, Sha target) throws IOException, InterruptedException {
        return answered(lane, target, new Source() {
            @Override
            public Optional<Kinship> kinship(Sha base) throws IOException, InterruptedException {
                return Optional.of(sources.kinship(url, base, target));
            }

            @Override
            public boolean isMended(Sha bad) throws IOException, InterruptedException {
                return sources.isMended(url, bad, target);
            }
        });
    }

    /**
     * The same, but fetches from the repository if the mirror lacks a commit. Blocks.
     *
     * @throws IOException with a sentence if the repository cannot be reached
     */
    public Kin find(AppConfig config, Lane lane, Sha target) throws IOException, InterruptedException {
        var here = here(config, lane, target);
        return here.isPresent() ? here.get() : ask(config, lane, target);
    }

    /** Empty if the mirror lacks a commit. */
    private Optional<Kin> here(AppConfig config, Lane lane, Sha target) throws InterruptedException {
        try {
            return Optional.of(look(config.repositoryUrl(), lane, target));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Fetches first, if there is anything to find out. */
    private Kin ask(AppConfig config, Lane lane, Sha target) throws IOException, InterruptedException {
        var remote = remotes.of(config, lane.app());
        return answered(lane, target, new Source() {
            @Override
            public Optional<Kinship> kinship(Sha base) throws IOException, InterruptedException {
                return sources.kinship(remote, base, target);
            }

            @Override
            public boolean isMended(Sha bad) throws IOException, InterruptedException {
                return sources.isMended(remote, bad, target);
            }
        });
    }

    /** Knows the relations of a commit. */
    private interface Source {
        Optional<Kinship> kinship(Sha base) throws IOException, InterruptedException;

        boolean isMended(Sha bad) throws IOException, InterruptedException;
    }

    private Kin answered(Lane lane, Sha target, Source source) throws IOException, InterruptedException {
        var relations = new HashMap<Kin.Pair, Relation>();
        var remedies = new HashMap<Kin.Pair, Boolean>();
        for (var question : db.read(handle -> openQuestions(handle, lane, target))) {
            var pair = new Kin.Pair(question.base(), target);
            var relation = question.known();
            if (relation instanceof Relation.Unasked) {
                relation = source.kinship(question.base())
                        .<Relation>map(Relation.Known::new)
                        .orElseGet(Relation.Gone::new);
                relations.put(pair, relation);
            }
            if (question.isFaulty() && relation instanceof Relation.Known(var kinship) && kinship.isAhead()) {
                remedies.put(pair, source.isMended(question.base()));
            }
        }
        return new Kin(relations, remedies);
    }

    /**
     * @param known the relation of the target to the base, if it is already known
     * @param isFaulty whether the base is quarantined, so that fixes count, too
     */
    private record Question(Sha base, Relation known, boolean isFaulty) {}

    private static List<Question> openQuestions(Handle handle, Lane lane, Sha target) {
        var faulty = Judgements.faulty(handle, lane.app(), lane.environment()).keySet();
        var bases = new LinkedHashSet<>(faulty);
        var live = ReleaseStore.live(handle, lane).map(Deploy::sha);
        live.ifPresent(bases::add);
        var known = KinshipStore.of(handle, bases, target);
        return bases.stream()
                .map(base -> new Question(base, known.relation(base, target), faulty.contains(base)))
                .filter(question -> question.isFaulty()
                        ? known.containment(question.base(), target) == Containment.UNASKED
                        : question.known() instanceof Relation.Unasked)
                .toList();
    }
}
