package org.havenward.concern.web;

import org.havenward.access.Need;
import org.havenward.web.NavItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ConcernNavigation {
    @Bean
    NavItem raiseItem() {
        return new NavItem(20, "concern.nav.raise", "/concerns/new", Need.RAISE_CONCERN);
    }

    @Bean
    NavItem ownItem() {
        return new NavItem(30, "concern.nav.own", "/concerns", Need.FOLLOW_OWN_CONCERN);
    }

    @Bean
    NavItem triageItem() {
        return new NavItem(40, "concern.nav.triage", "/triage", Need.TRIAGE_CONCERN);
    }
}
