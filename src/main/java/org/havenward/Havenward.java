package org.havenward;

import org.havenward.platform.Commands;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Where the house starts: every command of the {@code havenward} script comes through here. */
@SpringBootApplication
public class Havenward {
    public static void main(String[] arguments) {
        var code = Commands.run(Havenward.class, arguments);
        if (code != Commands.GOES_ON) {
            System.exit(code);
        }
    }
}
