package org.havenward;

import java.net.http.HttpClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.havenward.access.Keys;
import org.havenward.platform.DistrictId;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.TestData;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The whole house, running: one real PostgreSQL and one application on a port of its own for all test classes that extend
 * this. Each class works in districts of its own, so that they do not see each other.
 */
@Import({House.Time.class, Keys.class})
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class House {
    private static final class Data {
        static final String FOLDER = TestData.quick("house").toString();
    }

    private static final Map<String, Town> TOWNS = new ConcurrentHashMap<>();

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
        // Tests write faster than a school; what the limits do is tested by itself.
        registry.add("havenward.voice.limit", () -> "1000000");
        registry.add("havenward.voice.pause", () -> "PT0.02S");
    }

    @Autowired
    private ApplicationContext context;

    /** The time of the house; a test that shifts it puts it back. */
    @Autowired
    protected ShiftedClock clock;

    @TestConfiguration(proxyBeanMethods = false)
    public static class Time {
        @Bean
        @Primary
        ShiftedClock shiftedClock() {
            return new ShiftedClock();
        }
    }

    /** This test class's own district with its people. */
    protected Town town() {
        return TOWNS.computeIfAbsent(getClass().getName(), name -> new Town(context));
    }

    /** Another district, as full of people as the first. */
    protected Town elsewhere() {
        return TOWNS.computeIfAbsent(getClass().getName() + "/elsewhere", name -> new Town(context));
    }

    /** A district of one test's own. */
    protected Town aTown() {
        return new Town(context);
    }

    /** Someone of this class's district at a browser, signed in with all that their role asks for. */
    protected Visitor as(Person person) {
        return as(town(), person);
    }

    protected Visitor as(Town town, Person person) {
        return anyone().with("hw_session", town.session(person));
    }

    /** Someone's program, with a token of theirs. */
    protected Visitor program(Person person) {
        return program(town(), person);
    }

    protected Visitor program(Town town, Person person) {
        return new Visitor(HTTP, url(""), town.token(person));
    }

    /** Someone's bearer token. */
    protected String token(Person person) {
        return town().token(person);
    }

    /** A browser that nobody is signed in to. */
    protected Visitor anyone() {
        return new Visitor(HTTP, url(""), null);
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
