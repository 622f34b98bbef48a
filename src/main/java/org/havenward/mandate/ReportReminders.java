package org.havenward.mandate;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.havenward.access.Gate;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.SchoolCalendar;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;
import org.havenward.platform.DistrictScope;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reminds people of reports that they owe, ahead of the law's time and after it, and tells the coordinators. It only tells:
 * what is due is in the duty, and late is late whether or not this ran. Nobody is un-told, and nothing is done for anybody.
 */
@Service
class ReportReminders {
    private final DutyRows duties;
    private final Gate gate;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;
    private final SchoolCalendar calendar;
    private final JdbcClient jdbc;

    ReportReminders(
            DutyRows duties,
            Gate gate,
            Audit audit,
            ApplicationEventPublisher events,
            InstantSource clock,
            SchoolCalendar calendar,
            JdbcClient jdbc) {
        this.duties = duties;
        this.gate = gate;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
        this.calendar = calendar;
        this.jdbc = jdbc;
    }

    /** The districts that have someone to remind. */
    @Transactional(readOnly = true)
    public List<DistrictId> districtsDue() {
        return jdbc
                .sql("select mandate_districts_due(:now)")
                .param("now", java.sql.Timestamp.from(now()))
                .query(UUID.class)
                .list()
                .stream()
                .map(DistrictId::new)
                .toList();
    }

    /** How many reminders should have been given by then and were not. */
    @Transactional(readOnly = true)
    public long stuck(Instant before) {
        return jdbc.sql("select mandate_reminders_stuck(:before)")
                .param("before", java.sql.Timestamp.from(before))
                .query(Long.class)
                .single();
    }

    /** Gives some of the current district's reminders that are due; how many there were. */
    @Transactional
    public int remind(int atMost) {
        var now = now();
        var due = duties.lockToTell(now, atMost);
        for (var one : due) {
            remind(one, now);
        }
        return due.size();
    }

    private void remind(DutyRows.ToTell one, Instant now) {
        var duty = one.duty();
        var step = Reminders.step(duty, one.told());
        if (step == null) {
            duties.save(duty, null);
            return;
        }
        var latest = Reminders.latest(duty, step, now);
        var next = Reminders.step(duty, latest.number() + 1);
        duties.told(duty.id(), latest.number() + 1, next == null ? latest.at() : next.at());
        // Whoever is gone or kept out of the case can't be told: the coordinators are, whatever the step.
        var reachable = gate.asOf(duty.holder()) != null
                && !gate.excludedFrom(duty.caseRef()).contains(duty.holder());
        var due = duty.callOwed() ? duty.lateAfter() : duty.writtenDue();
        audit.logSystem(Action.ESCALATED, duty.ref(), null, Purpose.SYSTEM);
        events.publishEvent(new ReportDue(
                DistrictScope.required(),
                duty.id(),
                duty.caseId(),
                duty.school(),
                duty.holder(),
                !duty.callOwed(),
                latest.number(),
                YearOfReports.yearOf(duty.causeAt(), calendar.zone()),
                reachable,
                latest.coordinatorToo() || !reachable,
                due != null && now.isAfter(due)));
    }

    /**
     * Compares who owes a report with who works here now: a duty whose holder left stays theirs and is shown to the
     * coordinators; where they are back, it is simply theirs again.
     */
    @Transactional
    public void lookForHolders() {
        for (StaffId holder : duties.holdersOwing()) {
            var gone = gate.asOf(holder) == null;
            for (var duty : duties.owedBy(holder)) {
                if (gone == (duty.holderGoneAt() != null)) {
                    continue;
                }
                var since = gone ? now() : null;
                duties.holderGone(duty.id(), since);
                if (since != null) {
                    audit.logSystem(Action.ESCALATED, duty.ref(), null, Purpose.SYSTEM);
                    events.publishEvent(new DutyWithoutHolder(
                            DistrictScope.required(),
                            duty.id(),
                            duty.caseId(),
                            duty.school(),
                            YearOfReports.yearOf(duty.causeAt(), calendar.zone()),
                            since));
                }
            }
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
