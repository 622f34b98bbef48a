package org.havenward.platform;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Whether the database answers and takes writes. */
@Component
class DatabaseHealth implements HealthCheck {
    private final DataSource dataSource;

    DatabaseHealth(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public Health check() {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var answer = statement.executeQuery(
                        "select pg_is_in_recovery() or current_setting('transaction_read_only')::boolean")) {
            answer.next();
            return answer.getBoolean(1) ? Health.unwell("takes no writes") : Health.fine();
        } catch (SQLException problem) {
            return Health.unwell("does not answer");
        }
    }
}
