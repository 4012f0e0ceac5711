package dev.waybill.deploys;

import dev.waybill.access.Grant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * The conditions that select what a grant permits to read; {@code d} is the deploys. An unlimited grant adds no condition.
 *
 * @param texts made of fixed pieces
 * @param arguments in the order of the question marks
 */
public record GrantSql(List<String> texts, List<Object> arguments) {
    public static GrantSql of(Grant grant) {
        var sql = new GrantSql(new ArrayList<>(), new ArrayList<>());
        if (grant.deploy() != null) {
            sql.add("d.id", List.of(grant.deploy()));
        }
        if (grant.apps() != null) {
            sql.add("d.app_id", grant.apps());
        }
        if (grant.environments() != null) {
            sql.add("d.environment", grant.environments());
        }
        return sql;
    }

    private void add(String column, Collection<?> values) {
        var marks = String.join(", ", Collections.nCopies(values.size(), "?"));
        texts.add(values.isEmpty() ? "1 = 0" : "%s in (%s)".formatted(column, marks));
        arguments.addAll(values);
    }
}
