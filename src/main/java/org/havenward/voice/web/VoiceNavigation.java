package org.havenward.voice.web;

import org.havenward.access.Need;
import org.havenward.web.NavItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class VoiceNavigation {
    @Bean
    NavItem lessonsItem() {
        return new NavItem(55, "voice.nav.lessons", "/lessons", Need.PLAN_LESSON);
    }
}
