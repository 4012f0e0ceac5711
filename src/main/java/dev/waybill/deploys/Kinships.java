package dev.waybill.deploys;

import dev.waybill.apps.config.AppConfig;
import dev.waybill.gates.Facts;
import dev.waybill.gates.Judgements;
import dev.waybill.vcs.Kinship;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks repositories how the commits of candidates stand to what is live, and to what is quarantined. */
final class Kinships {
    private static final Logger LOG = LoggerFactory.getLogger(Kinships.class);

    /** About how many deploys that are held by somebody repositories are asked at once. */
    private static final int MOST = 4;

    private final Parts parts;
    private final Patience patience;
    private final Executor threads;
    private final Set<DeployId> asking = ConcurrentHashMap.newKeySet();

    Kinships(Parts parts, Patience patience, Executor threads) {
        this.parts = parts;
        this.patience = patience;
        this.threads = threads;
    }

    /**
     * What the gates will want to know of a commit, as far as it is not known, by what is here. Asks nobody, writes nothing; blocks.
     *
     * @throws IOException if a commit is not here
     */
    Kin look(RepositoryUrl url, Lane lane, Sha target) throws IOException, InterruptedException {
        return answered(lane, target, new Source() {
            @Override
            public Optional<Kinship> kinship(Sha base) throws IOException, InterruptedException {
                return Optional.of(parts.sources().kinship(url, base, target));
            }

            @Override
            public boolean isMended(Sha bad) throws IOException, InterruptedException {
                return parts.sources().isMended(url, bad, target);
            }
        });
    }

    /** Empty if a commit is not here. */
    private Optional<Kin> here(AppConfig config, Lane lane, Sha target) throws InterruptedException {
        try {
            return Optional.of(look(config.repositoryUrl(), lane, target));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The same by what the repository says, if it has to be asked. */
    private Kin ask(AppConfig config, Lane lane, Sha target) throws IOException, InterruptedException {
        var remote = Remotes.of(config, lane.app(), parts);
        return answered(lane, target, new Source() {
            @Override
            public Optional<Kinship> kinship(Sha base) throws IOException, InterruptedException {
                return parts.sources().kinship(remote, base, target);
            }

            @Override
            public boolean isMended(Sha bad) throws IOException, InterruptedException {
                return parts.sources().isMended(remote, bad, target);
            }
        });
    }

    /** Who knows how a commit stands to others. */
    private interface Source {
        Optional<Kinship> kinship(Sha base) throws IOException, InterruptedException;

        boolean isMended(Sha bad) throws IOException, InterruptedException;
    }

    private Kin answered(Lane lane, Sha target, Source source) throws IOException, InterruptedException {
        var relations = new HashMap<Kin.Pair, Facts.Relation>();
        var remedies = new HashMap<Kin.Pair, Boolean>();
        for (var question : parts.db().read(handle -> openQuestions(handle, lane, target))) {
            var pair = new Kin.Pair(question.base(), target);
            var relation = question.known();
            if (relation instanceof Facts.Unasked) {
                relation = source.kinship(question.base())
                        .<Facts.Relation>map(Facts.Known::new)
                        .orElseGet(Facts.Gone::new);
                relations.put(pair, relation);
            }
            if (question.isFaulty() && relation instanceof Facts.Known(var kinship) && kinship.isAhead()) {
                remedies.put(pair, source.isMended(question.base()));
            }
        }
        return new Kin(relations, remedies);
    }

    /**
     * @param known how the target stands to the base, if that is no part of the question
     * @param isFaulty so that it also counts whether it was mended
     */
    private record Question(Sha base, Facts.Relation known, boolean isFaulty) {}

    private static List<Question> openQuestions(Handle handle, Lane lane, Sha target) {
        var faulty = Judgements.faulty(handle, lane.app(), lane.environment()).keySet();
        var bases = new LinkedHashSet<>(faulty);
        var live = ReleaseStore.live(handle, lane).map(Deploy::sha);
        live.ifPresent(bases::add);
        var known = KinshipStore.of(handle, bases, target);
        return bases.stream()
                .map(base -> new Question(base, known.relation(base, target), faulty.contains(base)))
                .filter(question -> question.isFaulty()
                        ? known.containment(question.base(), target) == Facts.Containment.UNASKED
                        : question.known() instanceof Facts.Unasked)
                .toList();
    }

    /**
     * Finds out what is missing of a deploy that nothing goes before: from what is here, where both commits are, and else from the
     * repository. Returns at once. Of those that somebody holds, some are asked about at once, and the others later.
     *
     * @param then what to do when that is known; on the same thread
     */
    void learn(LaneQueue.Judged judged, Runnable then) {
        var deploy = judged.deploy();
        var sha = deploy.sha();
        patience.asked(deploy.id(), judged.blockers());
        if (sha != null && (judged.hasItsTurn() || asking.size() < MOST) && asking.add(deploy.id())) {
            threads.execute(() -> {
                if (isLearned(deploy, sha)) {
                    then.run();
                }
            });
        }
    }

    private boolean isLearned(Deploy deploy, Sha sha) {
        try {
            var config = parts.apps().config(deploy.app(), deploy.appVersion());
            var here = here(config, deploy.lane(), sha);
            var kin = here.isPresent() ? here.get() : ask(config, deploy.lane(), sha);
            parts.db().writeLazily(tx -> {
                kin.store(tx);
                return kin;
            });
            return !kin.isEmpty();
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "deploy={} {} waits, since its repository does not say how {} stands to what is live: {}",
                    deploy.id(),
                    deploy.name(),
                    sha.abbreviated(),
                    e.getMessage());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server goes down; its next start asks again
            return false;
        } finally {
            asking.remove(deploy.id());
        }
    }
}
