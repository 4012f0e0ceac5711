package dev.waybill.checks.kinds;

import dev.waybill.forge.Ability;
import dev.waybill.forge.CheckReport;
import dev.waybill.forge.Deployments;
import dev.waybill.forge.Forge;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.Origin;
import dev.waybill.vcs.Sha;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A code host that knows the checks of one commit, and nothing else. */
final class ReportedForge implements Forge {
    List<CheckReport> reports = List.of();

    @Nullable
    ForgeFailure failure;

    @Override
    public String host() {
        return "GitHub";
    }

    @Override
    public String repository() {
        return "acme/shop";
    }

    @Override
    public Optional<String> link() {
        return Optional.empty();
    }

    @Override
    public Optional<String> commitLink(Sha sha) {
        return Optional.empty();
    }

    @Override
    public Optional<String> compareLink(Sha from, Sha to) {
        return Optional.empty();
    }

    @Override
    public List<CheckReport> checks(Sha sha) throws ForgeFailure {
        if (failure != null) {
            throw failure;
        }
        return reports;
    }

    @Override
    public void publish(Sha sha, CheckReport report) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Deployments> deployments() {
        return Optional.empty();
    }

    @Override
    public Map<Sha, Origin> origins(List<Sha> commits) {
        return Map.of();
    }

    @Override
    public void comment(int pullRequest, String text, String marker) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Ability> abilities() {
        return List.of();
    }
}
