package dev.waybill.execution;

import static dev.waybill.apps.config.text.Sizes.text;

import dev.waybill.apps.App;
import dev.waybill.apps.AppId;
import dev.waybill.apps.Apps;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Node;
import dev.waybill.workspaces.Cache;
import dev.waybill.workspaces.Caches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the caches of apps on this node within their limits, and removes those that no app wants any more. A cache is
 * left alone while a deploy of its app runs here. Thread-safe; blocks.
 */
public final class Caching {
    private static final Logger LOG = LoggerFactory.getLogger(Caching.class);

    private final Apps apps;
    private final DeployStore deploys;
    private final Node node;
    private final Caches caches;

    public Caching(Apps apps, DeployStore deploys, Node node, Caches caches) {
        this.apps = apps;
        this.deploys = deploys;
        this.node = node;
        this.caches = caches;
    }

    /** Trims the caches of an app of which a deploy has ended. A failure is logged. */
    void trim(Deploy ended) {
        quietly("the cache of " + ended.appName(), () -> {
            for (var cache : caches.all()) {
                var limit = cache.app().equals(ended.app().toString()) ? limit(cache) : OptionalLong.empty();
                if (limit.isPresent()) {
                    trim(ended.appName(), cache, limit.getAsLong());
                }
            }
        });
    }

    private void trim(String app, Cache cache, long limit) throws IOException, InterruptedException {
        var removed = caches.trim(cache, limit, () -> isUnused(cache));
        if (removed > 0) {
            LOG.info("app={} {} were removed from its cache, to keep it within {}", app, text(removed), text(limit));
        }
    }

    /**
     * Removes the caches that no app is configured to have. While there is too little disk space, it also removes the
     * others, least recently used first.
     */
    public void tidy(BooleanSupplier isSpaceShort) {
        quietly("the caches", () -> {
            var all = caches.all(); // first: an app that is not found then was deleted
            for (var cache : all) {
                if (limit(cache).isEmpty() && caches.remove(cache, () -> isUnused(cache))) {
                    LOG.info("the cache of {} was removed, because it has none any more", app(cache));
                }
            }
            if (isSpaceShort.getAsBoolean()) {
                makeRoom(all, isSpaceShort);
            }
        });
    }

    private void makeRoom(List<Cache> all, BooleanSupplier isSpaceShort) throws IOException, InterruptedException {
        for (var cache : byUse(all)) {
            if (isSpaceShort.getAsBoolean() && caches.remove(cache, () -> isUnused(cache))) {
                LOG.warn("the cache of {} was removed, because the disk is nearly full", app(cache));
            }
        }
    }

    private List<Cache> byUse(List<Cache> all) throws InterruptedException {
        var used = new HashMap<Cache, Double>();
        for (var cache : all) {
            used.put(cache, used(cache));
        }
        return all.stream().sorted(Comparator.comparing(used::get)).toList();
    }

    /** One that cannot be measured cannot be trimmed, either, and goes first. */
    private double used(Cache cache) throws InterruptedException {
        try {
            return caches.used(cache);
        } catch (IOException e) {
            return -1;
        }
    }

    /** Empty if the app has no such cache any more, or was deleted. */
    private OptionalLong limit(Cache cache) {
        return find(cache)
                .map(App::config)
                .filter(config -> Objects.equals(config.commands().runAs(), cache.user()))
                .map(config -> config.kept().cacheLimit())
                .orElse(OptionalLong.empty());
    }

    private Optional<App> find(Cache cache) {
        return apps.find(new AppId(Long.parseLong(cache.app())));
    }

    private String app(Cache cache) {
        return find(cache).map(App::name).orElse("deleted app " + cache.app());
    }

    private boolean isUnused(Cache cache) {
        return deploys.runningOn(node.id()).stream()
                .noneMatch(deploy -> deploy.app().toString().equals(cache.app()));
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void quietly(String what, Work work) {
        try {
            work.run();
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("{} could not be tidied: {}", what, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server is shutting down
        }
    }
}
