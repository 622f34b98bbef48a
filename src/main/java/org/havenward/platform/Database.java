package org.havenward.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.havenward.platform.Settings.Credentials;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The database, up and migrated: whoever holds one of its data sources can rely on the schema. The owner role migrates and
 * is used for nothing else.
 */
final class Database implements DisposableBean {
    private final @Nullable EmbeddedPostgres embedded;
    private final Supplier<String> url;
    private final Credentials owner;
    private final Credentials app;

    Database(Settings settings) {
        var external = settings.external();
        if (external != null) {
            embedded = null;
            url = external::url;
            owner = external.owner();
            app = external.app();
        } else {
            var server = EmbeddedPostgres.open(settings.data(), settings.cache());
            embedded = server;
            url = server::url;
            owner = server.owner();
            app = server.app();
        }
        try {
            if (owner.user().equals(app.user())) {
                throw new StartupException(
                        "HAVENWARD_DATABASE_OWNER_USER and HAVENWARD_DATABASE_APP_USER are one and the same"
                                + " role. The application must work as a role that cannot change the schema.");
            }
            migrate();
            checkAppRole();
        } catch (RuntimeException problem) {
            destroy();
            throw problem;
        }
    }

    /** Connections as the owner, for migrations only. */
    DataSource asOwner() {
        return new Connections(url, owner);
    }

    /** Connections as the application, each one new; the pool is made of these. */
    DataSource asApp() {
        return new Connections(url, app);
    }

    @Nullable
    EmbeddedPostgres embedded() {
        return embedded;
    }

    private void migrate() {
        try {
            Flyway.configure()
                    .dataSource(asOwner())
                    .locations("classpath:db/migration")
                    .placeholders(Map.of("app_role", app.user()))
                    .outOfOrder(true)
                    .validateMigrationNaming(true)
                    .connectRetries(embedded == null ? 10 : 0)
                    .load()
                    .migrate();
        } catch (FlywayException problem) {
            throw new StartupException(
                    "The database cannot be brought to this version: " + problem.getMessage(), problem);
        }
    }

    /** Fails closed: the second lock is worth nothing where the application may go round it. */
    private void checkAppRole() {
        try (var connection = asApp().getConnection();
                var statement = connection.createStatement();
                var answer = statement.executeQuery("""
                        select rolsuper or rolbypassrls or rolcreaterole,
                               has_schema_privilege('public', 'create'),
                               pg_has_role(current_user, (select relowner from pg_class where oid = 'data_key'::regclass), 'member')
                        from pg_roles where rolname = current_user""")) {
            answer.next();
            for (var column = 1; column <= 3; column++) {
                if (answer.getBoolean(column)) {
                    throw new StartupException("The role " + app.user()
                            + " may do too much: it must not be a superuser, bypass row-level security, make roles, create in the"
                            + " schema, or be a member of the owner's role. See docs/running.md.");
                }
            }
        } catch (SQLException problem) {
            throw new StartupException(
                    "The database does not let the application in as " + app.user() + ": " + problem.getMessage(),
                    problem);
        }
    }

    @Override
    public void destroy() {
        if (embedded != null) {
            embedded.close();
        }
    }

    /** Asks for the address at each connection: a built-in server that was brought back may listen at another port. */
    private static final class Connections extends AbstractDataSource {
        private final Driver driver = new Driver();
        private final Supplier<String> url;
        private final Credentials credentials;

        Connections(Supplier<String> url, Credentials credentials) {
            this.url = url;
            this.credentials = credentials;
        }

        @Override
        public Connection getConnection() throws SQLException {
            var properties = new Properties();
            properties.setProperty("user", credentials.user());
            properties.setProperty("password", credentials.password());
            properties.setProperty(
                    "connectTimeout", Long.toString(Duration.ofSeconds(5).toSeconds()));
            properties.setProperty("ApplicationName", "havenward");
            properties.setProperty("tcpKeepAlive", "true");
            properties.setProperty("reWriteBatchedInserts", "true");
            // The server's messages name rows and values; they could end up in a log.
            properties.setProperty("logServerErrorDetail", "false");
            var address = url.get();
            var connection = driver.connect(address, properties);
            if (connection == null) {
                throw new SQLException("Not a PostgreSQL address");
            }
            return connection;
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            throw new SQLException("Connections are made for one role only");
        }
    }
}
