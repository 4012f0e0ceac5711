package dev.waybill.forge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which deployments that others create at its code host an app accepts. Off by default. User names there have no case.
 *
 * @param creators the users and bots whose deployments are accepted, in lower case; empty for none
 * @param environments the only environments; empty for all that the app has
 * @param users on whose behalf creators deploy here, by creator in lower case
 */
public record Acceptance(Set<String> creators, Set<String> environments, Map<String, String> users) {
    public static final Acceptance NONE = new Acceptance(Set.of(), Set.of(), Map.of());

    static final String FROM = "from";
    static final String ENVIRONMENTS = "environments";
    static final String USERS = "users";

    public Acceptance {
        creators = Set.copyOf(creators);
        environments = Set.copyOf(environments);
        users = Map.copyOf(users);
    }

    /** @param setting a valid value of {@link ForgeSettings#ACCEPT_DEPLOYMENTS}; null if it is not given */
    public static Acceptance of(@Nullable Object setting) {
        if (!(setting instanceof Map<?, ?> given)) {
            return NONE;
        }
        var users = new HashMap<String, String>();
        if (given.get(USERS) instanceof Map<?, ?> byCreator) {
            byCreator.forEach((creator, user) -> users.put(lower(creator.toString()), String.valueOf(user)));
        }
        var creators = texts(given.get(FROM)).stream().map(Acceptance::lower).collect(Collectors.toSet());
        return new Acceptance(creators, new HashSet<>(texts(given.get(ENVIRONMENTS))), users);
    }

    static List<String> texts(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case List<?> several -> several.stream().map(String::valueOf).toList();
            default -> List.of(value.toString());
        };
    }

    private static String lower(String creator) {
        return creator.toLowerCase(Locale.ROOT);
    }

    public boolean isOn() {
        return !creators.isEmpty();
    }

    public boolean acceptsFrom(String creator) {
        return creators.contains(lower(creator));
    }

    public boolean acceptsIn(String environment) {
        return environments.isEmpty() || environments.contains(environment);
    }

    /** On whose behalf a creator deploys; empty for nobody else's. */
    public Optional<String> user(String creator) {
        return Optional.ofNullable(users.get(lower(creator)));
    }
}
