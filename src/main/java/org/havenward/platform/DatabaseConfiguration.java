package org.havenward.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** The database and its one pool of connections, as the application role. */
@Configuration(proxyBeanMethods = false)
@EnableTransactionManagement
class DatabaseConfiguration {
    @Bean
    Settings settings(Environment environment) {
        return Settings.of(environment);
    }

    @Bean
    Database database(Settings settings) {
        return new Database(settings);
    }

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(Database database, Settings settings) {
        var pool = new HikariConfig();
        pool.setPoolName("havenward");
        pool.setDataSource(database.asApp());
        pool.setMaximumPoolSize(settings.pool());
        pool.setMinimumIdle(Math.min(2, settings.pool()));
        pool.setConnectionTimeout(10_000);
        pool.setMaxLifetime(30 * 60_000L);
        pool.setConnectionInitSql("set statement_timeout = '10min'; set idle_in_transaction_session_timeout = '10min'");
        return new HikariDataSource(pool);
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new DistrictTransactionManager(dataSource);
    }
}
