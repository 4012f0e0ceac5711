package dev.waybill.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The order of the packages holds in SQL, too, which the compiler cannot see: a package reads its own tables and those of packages
 * before it, and changes only its own.
 */
class TablesTest {
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Pattern CREATED = Pattern.compile("create table (\\w+)");
    private static final Pattern USED = Pattern.compile("\\b(from|join|update|delete from|insert into)\\s+(\\w+)");

    private static final Map<String, String> OWNERS = owners("""
            leases leases
            events event_counter event_cursors events
            deliveries deliveries delivery_attempts
            access login_links sessions tokens users
            hosts hosts
            apps app_versions apps gates pools stars
            logs log_chunks logs
            origins origins
            deploys deploys judgements lanes
            commands provider_states runs
            artifacts artifact_chunks artifact_sets artifacts
            keeping workspaces
            drivers drivers
            nodes nodes
            watches watch_refs watch_wishes watches
            ancestry kinships remedies
            registrations registrations
            comments pull_request_comments
            checks checks
            sightings sightings
            automation automations
            locks locks
            statuses commit_statuses
            requests idempotency_keys
            incoming incoming_deployments incoming_watches
            notify notifier_memories
            reminders reminders
            slack slack_messages
            """);

    private static List<Use> uses = List.of();

    /** The package of each table, from lines of a package and its tables. */
    private static Map<String, String> owners(String lines) {
        return lines.lines()
                .map(line -> List.of(line.split(" ")))
                .flatMap(words -> words.stream().skip(1).map(table -> Map.entry(table, words.getFirst())))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** A package names a table after a word of SQL. */
    private record Use(String user, String word, String table) {
        static Stream<Use> in(SourceFile file) {
            var user = file.path().subpath(5, 6).toString();
            return file.texts().stream()
                    .flatMap(text -> USED.matcher(text).results())
                    .map(use -> new Use(user, use.group(1), use.group(2)))
                    .filter(use -> OWNERS.containsKey(use.table()));
        }

        String owner() {
            return OWNERS.getOrDefault(table, "");
        }

        boolean isChange() {
            return !word.equals("from") && !word.equals("join");
        }

        boolean isOfLater() {
            return ArchitectureTest.ORDER.indexOf(owner()) > ArchitectureTest.ORDER.indexOf(user);
        }

        @Override
        public String toString() {
            return user + " " + (isChange() ? "changes " : "reads ") + table;
        }
    }

    @BeforeAll
    static void parse() throws IOException {
        uses = SourceTree.read().stream()
                .filter(file ->
                        file.path().startsWith(SourceTree.MAIN) && file.path().getNameCount() > 6)
                .flatMap(Use::in)
                .toList();
    }

    @Test
    void everyTableHasAnOwner_whichUsesIt() throws IOException {
        var used = uses.stream()
                .filter(use -> use.user().equals(use.owner()))
                .map(Use::table)
                .collect(Collectors.toSet());

        assertThat(new TreeSet<>(used)).isEqualTo(new TreeSet<>(OWNERS.keySet()));
        assertThat(created()).containsAll(OWNERS.keySet());
        assertThat(created()).as("created, and owned or only for a moment").hasSize(OWNERS.size() + 1);
    }

    private static TreeSet<String> created() throws IOException {
        var tables = new TreeSet<String>();
        try (var migrations = Files.list(MIGRATIONS)) {
            for (var migration : migrations.toList()) {
                CREATED.matcher(Files.readString(migration)).results().forEach(it -> tables.add(it.group(1)));
            }
        }
        return tables;
    }

    /** A claim counts only while its node is not draining and has room: one statement decides. */
    @Test
    void aPackageReadsTablesOfThoseListedBeforeIt() {
        var backwards = uses.stream().filter(Use::isOfLater).map(Use::toString).distinct();

        assertThat(backwards).containsExactly("deploys reads nodes");
    }

    /** What waits under a lock gets its time of grace in the transaction that removes the lock. */
    @Test
    void aPackageChangesItsOwnTables() {
        var foreign = uses.stream()
                .filter(use -> use.isChange() && !use.user().equals(use.owner()))
                .map(Use::toString)
                .distinct();

        assertThat(foreign).containsExactly("locks changes deploys");
    }
}
