package org.havenward.platform;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A copy of every table, as a thief sets it up for a house of their own, with every right and without the master key. */
public final class StolenCopy implements AutoCloseable {
    private final JdbcClient owner;
    private final JdbcClient thief;
    private final TransactionTemplate transaction;

    private StolenCopy(JdbcClient owner, DataSource stolen) {
        this.owner = owner;
        this.thief = JdbcClient.create(stolen);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(stolen));
    }

    public static StolenCopy of(ApplicationContext context) {
        var house = context.getBean(Database.class).asOwner();
        var owner = JdbcClient.create(house);
        owner.sql("create schema stolen").update();
        owner.sql("select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'")
                .query(String.class)
                .list()
                .forEach(table -> owner.sql("create table stolen.\"" + table + "\" as table public.\"" + table + '"')
                        .update());
        return new StolenCopy(owner, new Copied(house));
    }

    public JdbcClient database() {
        return thief;
    }

    /** As a house that starts over the copy, with a master key that it makes where it may. */
    public Vault vault(Path folder, InstantSource clock) {
        var settings = new Settings(folder, null, null, new Settings.MasterKeySource(null, null, null), 2, false);
        return new TinkVault(
                thief,
                clock,
                new MasterKeyRing(settings, thief, clock),
                new StaticListableBeanFactory().getBeanProvider(KeyHold.class),
                transaction);
    }

    @Override
    public void close() {
        owner.sql("drop schema stolen cascade").update();
    }

    private static final class Copied extends DelegatingDataSource {
        Copied(DataSource house) {
            super(house);
        }

        @Override
        public Connection getConnection() throws SQLException {
            var connection = super.getConnection();
            try (var statement = connection.createStatement()) {
                statement.execute("set search_path = stolen, public");
            }
            return connection;
        }
    }
}
