package org.havenward.platform;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/** Tells PostgreSQL, at the begin of each transaction and for that transaction only, whose rows it may see. */
final class DistrictTransactionManager extends JdbcTransactionManager {
    DistrictTransactionManager(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
            throws SQLException {
        super.prepareTransactionalConnection(connection, definition);
        var district = DistrictScope.current();
        if (district.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement("select set_config('havenward.district', ?, true)")) {
            statement.setString(1, district.get().value().toString());
            statement.execute();
        }
    }
}
