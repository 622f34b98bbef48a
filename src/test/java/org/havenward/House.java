package org.havenward;

import java.net.http.HttpClient;
import java.util.function.Supplier;
import org.havenward.platform.DistrictId;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.TestData;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The whole house, running: one real PostgreSQL and one application on a port of its own for all test classes that extend
 * this. Each class works in districts of its own, so that they do not see each other.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class House {
    private static final class Data {
        static final String FOLDER = TestData.quick("house").toString();
    }

    protected static final HttpClient HTTP =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    @LocalServerPort
    protected int port;

    /** SQL as the application's role. Outside of a district's transaction it sees no row. */
    @Autowired
    protected JdbcClient database;

    @Autowired
    private PlatformTransactionManager transactions;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("havenward.data", () -> Data.FOLDER);
        registry.add("havenward.jobs", () -> "false");
    }

    /** Runs work in one transaction of a district. */
    protected <T> T inDistrict(DistrictId district, Supplier<T> work) {
        return DistrictScope.call(district, () -> new TransactionTemplate(transactions).execute(status -> work.get()));
    }

    /** Runs work in one transaction of a district. */
    protected void inDistrict(DistrictId district, Runnable work) {
        inDistrict(district, () -> {
            work.run();
            return null;
        });
    }

    protected String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
