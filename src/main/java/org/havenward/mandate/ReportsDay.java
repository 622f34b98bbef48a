package org.havenward.mandate;

import java.util.List;
import org.havenward.access.Need;
import org.havenward.access.Viewer;
import org.havenward.web.DayContributor;
import org.havenward.web.NavItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Reports that someone owes, on their day. */
@Component
class ReportsDay implements DayContributor {
    private final MandatedReports reports;

    ReportsDay(MandatedReports reports) {
        this.reports = reports;
    }

    @Override
    public List<DayItem> dayItems(Viewer viewer) {
        return reports.own(viewer).stream()
                .filter(duty -> !duty.met())
                .map(duty -> new DayItem(
                        duty.callOwed() ? duty.callDue() : duty.writtenDue(),
                        duty.callOwed() ? "reports.day.call" : "reports.day.written",
                        new Object[0],
                        "/my-reports/" + duty.id().value(),
                        false))
                .toList();
    }

    @Configuration(proxyBeanMethods = false)
    static class Navigation {
        @Bean
        NavItem ownReportsInNavigation() {
            return new NavItem(35, "reports.nav.own", "/my-reports", Need.MEET_OWN_DUTY);
        }

        @Bean
        NavItem yearOfReportsInNavigation() {
            return new NavItem(95, "reports.nav.year", "/reports/year", Need.PROVE_REPORTS);
        }
    }
}
