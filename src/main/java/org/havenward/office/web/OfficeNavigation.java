package org.havenward.office.web;

import org.havenward.access.Need;
import org.havenward.web.NavItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The front office in the navigation. */
@Configuration(proxyBeanMethods = false)
class OfficeNavigation {
    @Bean
    NavItem myDayItem() {
        return new NavItem(10, "office.day.title", "/", Need.SIGNED_IN);
    }

    @Bean
    NavItem studentsItem() {
        return new NavItem(60, "office.students.title", "/students", Need.FIND_STUDENT);
    }

    @Bean
    NavItem auditItem() {
        return new NavItem(100, "office.audit.title", "/audit", Need.READ_AUDIT);
    }
}
