package dev.waybill.incoming;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ListedDeployment;
import dev.waybill.forge.text.HostileText;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides whether a deployment is for an app to carry out, or to be left to others. Thread-safe. */
public final class Screening {
    private static final String TASK = "deploy";

    private final Acceptors acceptors;

    public Screening(Acceptors acceptors) {
        this.acceptors = acceptors;
    }

    /** Why it is not, as a sentence that is safe to show; empty if it is. */
    Optional<String> objection(Acceptor by, ListedDeployment it) throws ForgeFailure, InterruptedException {
        var objection = toCreator(by, it)
                .or(() -> toTask(it))
                .or(() -> toEnvironment(by, it))
                .or(() -> toApp(by, it))
                .or(() -> it.sha() == null ? Optional.of("it names no commit") : Optional.empty());
        return (objection.isEmpty() ? toState(by, it) : objection).map(HostileText::line);
    }

    private static Optional<String> toState(Acceptor by, ListedDeployment it)
            throws ForgeFailure, InterruptedException {
        try {
            return by.deployments().hasState(it.id())
                    ? Optional.of("another system has reported a state of it")
                    : Optional.empty();
        } catch (ForgeFailure e) {
            if (e.kind() == ForgeFailure.Kind.MISSING) {
                return Optional.of("it was deleted");
            }
            throw e;
        }
    }

    private static Optional<String> toCreator(Acceptor by, ListedDeployment it) {
        if (it.creator() == null) {
            return Optional.of("its creator is unknown");
        }
        return by.acceptance().acceptsFrom(it.creator())
                ? Optional.empty()
                : Optional.of("%s is not an accepted creator (%s)".formatted(it.creator(), by.setting("from")));
    }

    private static Optional<String> toTask(ListedDeployment it) {
        return it.task().equals(TASK)
                ? Optional.empty()
                : Optional.of("its task is \"%s\"; only \"%s\" is accepted".formatted(it.task(), TASK));
    }

    private static Optional<String> toEnvironment(Acceptor by, ListedDeployment it) {
        return by.acceptance().acceptsIn(it.environment())
                ? by.app().config().objectionToEnvironment(by.app().name(), it.environment())
                : Optional.of("\"%s\" is not an accepted environment (%s)"
                        .formatted(it.environment(), by.setting("environments")));
    }

    private Optional<String> toApp(Acceptor by, ListedDeployment it) {
        var own = by.app().name();
        if (it.app() != null) {
            return it.app().equals(own)
                    ? Optional.empty()
                    : Optional.of("it is for the app \"%s\" (\"waybill_app\" of its payload)".formatted(it.app()));
        }
        var rivals = acceptors.rivals(by, Objects.requireNonNull(it.creator()), it.environment());
        return rivals.isEmpty()
                ? Optional.empty()
                : Optional.of("%s accept it; name one of them in its payload, such as {\"waybill_app\": \"%s\"}"
                        .formatted(
                                String.join(
                                        " and ",
                                        Stream.concat(Stream.of(own), rivals.stream())
                                                .sorted()
                                                .toList()),
                                own));
    }
}
