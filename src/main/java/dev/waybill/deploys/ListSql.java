package dev.waybill.deploys;

import dev.waybill.wire.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of the statement that lists deploys; {@code d} is the deploys. It has only the conditions that are needed, so that the
 * database picks the fitting index. The text is made of fixed pieces; all values are bound.
 *
 * @param arguments in the order of the question marks
 */
record ListSql(String text, List<Object> arguments) {
    /** Must equal the expression of the index {@code by_status}, or the index is not used. */
    private static final String STATUS = """
            case
                when d.state = 'pending' then 'pending'
                when d.ending_as is not null then 'cancelled'
                when d.state = 'running' then 'in_progress'
                when d.outcome = 'succeeded' then 'finished'
                when d.outcome in ('cancelled', 'superseded') then 'cancelled'
                else 'failed' end""";

    static ListSql of(DeployFilter filter) {
        var branches = filter.statuses().isEmpty()
                ? List.of(Conditions.of(filter).newest(filter.limit()))
                : filter.statuses().stream()
                        .sorted()
                        .map(status -> Conditions.of(filter).with(status).newest(filter.limit()))
                        .toList();
        return branches.size() == 1 ? branches.getFirst() : newestOf(branches, filter.limit());
    }

    /** With several statuses the database would sort all matching rows, so this first finds the newest of each status. */
    private static ListSql newestOf(List<ListSql> branches, int limit) {
        var texts = branches.stream()
                .map(branch -> "select id from (select d.id from deploys d %s) as one".formatted(branch.text()))
                .toList();
        var arguments = new ArrayList<Object>();
        branches.forEach(branch -> arguments.addAll(branch.arguments()));
        arguments.add(limit);
        var text = "where d.id in (%s) order by d.id desc limit ?".formatted(String.join(" union all ", texts));
        return new ListSql(text, arguments);
    }

    private record Conditions(List<String> texts, List<Object> arguments) {
        static Conditions of(DeployFilter filter) {
            var readable = GrantSql.of(filter.grant());
            return new Conditions(readable.texts(), readable.arguments())
                    .and("d.app_id = (select id from apps where name = ?)", filter.app())
                    .and("d.user_id = (select id from users where name = ?)", filter.user())
                    .and("d.environment = ?", filter.environment())
                    .and("d.ref = ?", filter.ref())
                    .and("d.id < ?", filter.before());
        }

        private Conditions and(String text, @Nullable Object argument) {
            if (argument != null) {
                texts.add(text);
                arguments.add(argument);
            }
            return this;
        }

        Conditions with(Status status) {
            return and(STATUS + " = ?", status.word());
        }

        ListSql newest(int limit) {
            arguments.add(limit);
            var where = texts.isEmpty() ? "" : "where " + String.join(" and ", texts);
            return new ListSql(where + " order by d.id desc limit ?", arguments);
        }
    }
}
