package dev.waybill.web.deploys;

import dev.waybill.artifacts.Artifact;
import dev.waybill.deploys.Deploy;
import dev.waybill.origins.Links;
import dev.waybill.web.shown.DeployRow;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first tab of a deploy: its steps, what is known about it, and its log.
 *
 * @param registration what its code host knows about it; null if it was told nothing
 * @param artifacts the files that are kept with it
 * @param links the pages of its app's commits at the code host
 */
public record DeployPage(
        Top top,
        List<StepRow> steps,
        @Nullable String registration,
        List<Artifact> artifacts,
        Links links,
        LogText log) {
    public DeployRow row() {
        return top.row();
    }

    public Deploy deploy() {
        return top.deploy();
    }

    /** The page of its commit at the code host. */
    public Optional<String> commitLink() {
        return Optional.ofNullable(deploy().sha()).flatMap(links::commit);
    }

    /** Its commit in full. */
    public String sha() {
        return deploy().sha() == null ? row().sha() : deploy().sha().hex();
    }

    /** Where a browser gets a file. */
    public String download(Artifact artifact) {
        return "%s/artifacts?name=%s"
                .formatted(row().path(), URLEncoder.encode(artifact.name(), StandardCharsets.UTF_8));
    }
}
