package org.havenward.platform;

import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database as the owner of its schema sees it: for tests that play someone who got hold of it. */
public final class AsOwner {
    private AsOwner() {}

    public static JdbcClient of(ApplicationContext context) {
        return JdbcClient.create(context.getBean(Database.class).asOwner());
    }
}
