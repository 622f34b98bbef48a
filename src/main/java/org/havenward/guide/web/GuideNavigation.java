package org.havenward.guide.web;

import org.havenward.access.Need;
import org.havenward.web.NavItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class GuideNavigation {
    @Bean
    NavItem knowledgeItem() {
        return new NavItem(70, "guide.nav", "/guide", Need.SIGNED_IN);
    }
}
