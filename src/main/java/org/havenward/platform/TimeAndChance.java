package org.havenward.platform;

import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Time and chance are passed in, never reached for. */
@Configuration(proxyBeanMethods = false)
public class TimeAndChance {
    @Bean
    public InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    SecureRandom chance() {
        return new SecureRandom();
    }
}
