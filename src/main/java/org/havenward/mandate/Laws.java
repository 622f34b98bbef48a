package org.havenward.mandate;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.havenward.district.Districts;
import org.havenward.district.SchoolCalendar;
import org.havenward.protocol.LawBook;
import org.havenward.protocol.LawFacts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The states' law: as it ships, and as a district has reviewed it. The law that applies is that of the day, in the
 * district's zone. Where there is no file of a state, nothing is known, and what rests on it takes the safe way.
 */
@Component
@Transactional(readOnly = true)
public class Laws implements LawBook {
    private final Supplier<LawReader.Reading> shipped;
    private final Districts districts;
    private final SchoolCalendar calendar;
    private final LawReviewRows reviews;
    private final InstantSource clock;

    Laws(Districts districts, SchoolCalendar calendar, LawReviewRows reviews, InstantSource clock) {
        // Read and checked while the rest of the house starts.
        CompletableFuture<LawReader.Reading> reading = CompletableFuture.supplyAsync(() -> new LawReader().shipped());
        this.shipped = reading::join;
        this.districts = districts;
        this.calendar = calendar;
        this.reviews = reviews;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = org.springframework.transaction.annotation.Propagation.SUPPORTS)
    public Set<String> states() {
        return new TreeSet<>(files().keySet());
    }

    @Override
    @Transactional(propagation = org.springframework.transaction.annotation.Propagation.SUPPORTS)
    public LawFacts shipped(String state, Instant at) {
        var law = files().get(state);
        if (law == null) {
            throw new IllegalArgumentException("There is no law of the state " + state);
        }
        return Law.shipped(law, at.atZone(law.zone()).toLocalDate()).facts();
    }

    @Override
    public LawFacts here(Instant at) {
        return lawHere(at).facts();
    }

    /** The law of the current district's state at a moment. */
    public Law lawHere(Instant at) {
        return lawHere(at.atZone(calendar.zone()).toLocalDate());
    }

    /** The same, on a day. */
    public Law lawHere(LocalDate on) {
        var law = file();
        return Law.of(law, reviews.all(law.state()), on, calendar.today());
    }

    /** Whether the district has reviewed what duties of now rest on. */
    public LawReviewed reviewed() {
        return LawReviewed.of(lawHere(clock.instant()));
    }

    /**
     * Which lines to call, the one to begin with first.
     *
     * @param county such as {@code Washoe}; null: not known, and so those of all counties
     */
    public List<LawValue.Line> hotline(@Nullable String county, Instant at) {
        return HotlineChoice.of(lawHere(at), county, at);
    }

    /** The file of the current district's state. */
    StateLaw file() {
        var state = districts.current().state();
        var law = files().get(state);
        return law == null ? StateLaw.unknown(state, calendar.zone()) : law;
    }

    ZoneId zone() {
        return calendar.zone();
    }

    Map<String, StateLaw> files() {
        return shipped.get().laws();
    }

    LawSources sources() {
        return shipped.get().sources();
    }
}
