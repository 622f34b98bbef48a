package org.havenward.demo;

import org.havenward.platform.TimeAndChance;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Gives the house a clock that can be set, in the demo only. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "havenward.demo", havingValue = "true")
class DemoTime {
    @Bean
    @Primary
    DemoClock demoClock() {
        return new DemoClock(new TimeAndChance().clock());
    }
}
