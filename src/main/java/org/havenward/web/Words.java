package org.havenward.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The words of all rooms, for pages and for Spring alike. */
@Configuration(proxyBeanMethods = false)
class Words {
    @Bean("messageSource")
    Messages messages() {
        return new Messages();
    }
}
