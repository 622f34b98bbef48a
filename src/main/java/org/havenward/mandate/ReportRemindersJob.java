package org.havenward.mandate;

import java.time.Duration;
import org.havenward.district.Districts;
import org.havenward.platform.DistrictId;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks each minute for reports that someone owes, in all districts. */
@Component
class ReportRemindersJob implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(ReportRemindersJob.class);
    private static final int AT_ONCE = 200;

    private final ReportReminders reminders;
    private final Districts districts;

    ReportRemindersJob(ReportReminders reminders, Districts districts) {
        this.reminders = reminders;
        this.districts = districts;
    }

    @Override
    public String name() {
        return "mandate-reminders";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        districts.all().forEach(district -> guarded(district.id(), reminders::lookForHolders));
        reminders.districtsDue().forEach(district -> guarded(district, this::remind));
    }

    private void remind() {
        var given = AT_ONCE;
        while (given == AT_ONCE) {
            given = reminders.remind(AT_ONCE);
        }
    }

    /** One district's trouble does not keep the others waiting. */
    private static void guarded(DistrictId district, Runnable work) {
        try {
            DistrictScope.run(district, work);
        } catch (RuntimeException trouble) {
            LOG.error("Reminders of reports failed for district {}", district.value(), trouble);
        }
    }
}
