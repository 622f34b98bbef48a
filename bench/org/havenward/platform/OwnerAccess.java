package org.havenward.platform;

import javax.sql.DataSource;
import org.springframework.context.ApplicationContext;

/** Lets the benchmarks read and fill tables as the schema's owner. Not part of the product. */
public final class OwnerAccess {
    private OwnerAccess() {}

    public static DataSource owner(ApplicationContext house) {
        return house.getBean(Database.class).asOwner();
    }
}
