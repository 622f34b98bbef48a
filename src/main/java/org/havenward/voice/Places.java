package org.havenward.voice;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.havenward.district.Directory;
import org.havenward.district.Districts;
import org.havenward.district.School;
import org.havenward.district.SchoolId;
import org.havenward.platform.DistrictId;
import org.havenward.platform.DistrictScope;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The short codes behind which the public pages of a district and its schools are. */
@Component
public class Places {
    private static final Pattern CODE = Pattern.compile("[bcdfghjkmnpqrstvwxz2-9]{6}");
    private static final Duration KNOWN_FOR = Duration.ofMinutes(1);
    private static final int MOST_RECENT = 10_000;
    private static final String ALPHABET = "bcdfghjkmnpqrstvwxz23456789";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Districts districts;
    private final Directory directory;
    private final SecureRandom chance;
    private final InstantSource clock;
    private final Map<String, Recent> recent = new ConcurrentHashMap<>();

    Places(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Districts districts,
            Directory directory,
            SecureRandom chance,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.districts = districts;
        this.directory = directory;
        this.chance = chance;
        this.clock = clock;
    }

    /** Whether a text could be a code at all. */
    public static boolean looksLikeCode(String text) {
        return CODE.matcher(text).matches();
    }

    /** Asked outside of any district, by someone who is not signed in. What is found is known for a minute. */
    public Optional<Place> find(String code) {
        if (!looksLikeCode(code)) {
            return Optional.empty();
        }
        var known = recent.get(code);
        if (known != null && clock.instant().isBefore(known.until())) {
            return Optional.of(known.place());
        }
        var found = look(code);
        if (recent.size() >= MOST_RECENT) {
            recent.clear();
        }
        found.ifPresent(
                place -> recent.put(code, new Recent(place, clock.instant().plus(KNOWN_FOR))));
        return found;
    }

    private record Recent(Place place, Instant until) {}

    private Optional<Place> look(String code) {
        return jdbc.sql("select district_id, school_id from voice_place_by_code(:code)")
                .param("code", code)
                .query((row, number) -> new Found(
                        new DistrictId(row.getObject("district_id", UUID.class)),
                        row.getObject("school_id", UUID.class)))
                .optional()
                .flatMap(found -> DistrictScope.call(found.district, () -> place(code, found.school)));
    }

    private record Found(DistrictId district, @Nullable UUID school) {}

    private Optional<Place> place(String code, @Nullable UUID school) {
        return transaction.execute(begun -> {
            var district = districts.current();
            if (school == null) {
                return Optional.of(new Place(district.id(), code, null, district.name(), district.name()));
            }
            return directory
                    .school(new SchoolId(school))
                    .filter(School::open)
                    .map(known -> new Place(district.id(), code, known.id(), known.name(), district.name()));
        });
    }

    /** The own page of the only district; of several, of those that have begun to use theirs. */
    public List<Place> ofDistricts() {
        var all = districts.all();
        if (all.size() == 1) {
            var district = all.getFirst().id();
            Place own = DistrictScope.call(
                    district, () -> Objects.requireNonNull(transaction.execute(begun -> ofDistrict())));
            return List.of(own);
        }
        return jdbc.sql("select district_id, code, name from voice_places_of_districts()")
                .query((row, number) -> new Place(
                        new DistrictId(row.getObject("district_id", UUID.class)),
                        row.getString("code"),
                        null,
                        row.getString("name"),
                        row.getString("name")))
                .list();
    }

    /** The pages of the current district's schools. Gives a code to each that has none yet. */
    public List<Place> ofSchools() {
        var district = districts.current();
        return directory.schools().stream()
                .filter(School::open)
                .map(school -> new Place(district.id(), code(school.id()), school.id(), school.name(), district.name()))
                .toList();
    }

    /** The current district's own page. */
    public Place ofDistrict() {
        var district = districts.current();
        return new Place(district.id(), code(null), null, district.name(), district.name());
    }

    private String code(@Nullable SchoolId school) {
        var known = jdbc.sql("select code from voice_place where school_id is not distinct from cast(:school as uuid)")
                .param("school", school == null ? null : school.value().toString());
        return known.query(String.class).optional().orElseGet(() -> {
            jdbc.sql("""
                    insert into voice_place (district_id, code, school_id)
                    values (havenward_district(), :code, cast(:school as uuid)) on conflict do nothing
                    """)
                    .param("code", fresh())
                    .param("school", school == null ? null : school.value().toString())
                    .update();
            return known.query(String.class).single();
        });
    }

    private String fresh() {
        var code = new StringBuilder();
        for (var letter = 0; letter < 6; letter++) {
            code.append(ALPHABET.charAt(chance.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }
}
