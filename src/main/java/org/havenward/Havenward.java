package org.havenward;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Where the house starts: every command of the {@code havenward} script comes through here. */
@SpringBootApplication
public class Havenward {
    public static void main(String[] arguments) {
        SpringApplication.run(Havenward.class, arguments);
    }
}
