package org.havenward.concern;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.havenward.district.Districts;
import org.havenward.district.SchoolCalendar;
import org.havenward.district.SchoolCalendarChanged;
import org.havenward.platform.DistrictId;
import org.havenward.platform.DistrictScope;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * By when a concern is read (mission B2): the district's minutes of school time; where someone sees immediate danger, half
 * an hour by the wall clock, nights and weekends too. Counted from the full minute, and so the same for all concerns of
 * that minute: worked out once. Other nodes learn of a changed calendar with the next minute.
 */
@Component
class Deadlines {
    static final Duration URGENT = Duration.ofMinutes(30);

    private final SchoolCalendar calendar;
    private final Districts districts;
    private final Map<DistrictId, OfMinute> latest = new ConcurrentHashMap<>();

    Deadlines(SchoolCalendar calendar, Districts districts) {
        this.calendar = calendar;
        this.districts = districts;
    }

    private record OfMinute(Instant minute, Instant first, Instant second) {}

    /** At once for what this node does next, and again after the commit, for whoever asked in between. */
    @EventListener
    void on(SchoolCalendarChanged event) {
        latest.remove(event.district());
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    latest.remove(event.district());
                }
            });
        }
    }

    /** The clock of a concern that waits from now on. */
    Clock from(Instant since, boolean urgent) {
        if (urgent) {
            var by = since.plus(URGENT).truncatedTo(ChronoUnit.MINUTES);
            return new Clock(by, by, by, null, null);
        }
        var times = ofMinute(since.truncatedTo(ChronoUnit.MINUTES));
        return new Clock(times.first(), times.first(), times.second(), null, null);
    }

    private OfMinute ofMinute(Instant minute) {
        var district = DistrictScope.required();
        var known = latest.get(district);
        if (known != null && known.minute().equals(minute)) {
            return known;
        }
        var time = Duration.ofMinutes(districts.current().acknowledgeMinutes());
        var first = calendar.after(minute, time);
        var fresh = new OfMinute(minute, first, calendar.after(first, time));
        latest.put(district, fresh);
        return fresh;
    }
}
