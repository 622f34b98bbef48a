package org.havenward.district;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.havenward.platform.DistrictId;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class StoredDistricts implements Districts {
    private static final String SELECT = "select district_id, name, state, zone, acknowledge_minutes from district";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    StoredDistricts(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public List<District> all() {
        return jdbc.sql(SELECT + " order by name").query(this::read).list();
    }

    @Override
    public Optional<District> find(String idOrName) {
        return jdbc.sql(SELECT + " where lower(name) = lower(:it) or district_id::text = lower(:it)")
                .param("it", idOrName.strip())
                .query(this::read)
                .optional();
    }

    @Override
    public District create(String name, String state, String zone) {
        var district = new District(
                new DistrictId(Ids.next()), name.strip(), state.strip().toUpperCase(Locale.ROOT), checked(zone), 120);
        if (district.name().isEmpty() || !district.state().matches("[A-Z]{2}")) {
            throw new IllegalArgumentException("A district needs a name and a state of two letters, such as AZ");
        }
        DistrictScope.run(
                district.id(),
                () -> transaction.executeWithoutResult(begun -> jdbc.sql("""
                                insert into district (district_id, name, state, zone, acknowledge_minutes)
                                values (:id, :name, :state, :zone, :minutes)
                                """)
                        .param("id", district.id().value())
                        .param("name", district.name())
                        .param("state", district.state())
                        .param("zone", district.zone())
                        .param("minutes", district.acknowledgeMinutes())
                        .update()));
        return district;
    }

    @Override
    public District current() {
        return jdbc.sql(SELECT + " where district_id = :id")
                .param("id", DistrictScope.required().value())
                .query(this::read)
                .single();
    }

    private static String checked(String zone) {
        try {
            return ZoneId.of(zone.strip()).getId();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("A time zone is written like America/Phoenix", e);
        }
    }

    private District read(ResultSet row, int number) throws SQLException {
        return new District(
                new DistrictId(row.getObject("district_id", java.util.UUID.class)),
                row.getString("name"),
                row.getString("state"),
                row.getString("zone"),
                row.getInt("acknowledge_minutes"));
    }
}
