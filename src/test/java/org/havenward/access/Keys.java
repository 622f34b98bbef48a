package org.havenward.access;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.havenward.district.StaffId;
import org.springframework.stereotype.Component;

/** What tests need of the sign-in without walking through it each time. In a transaction of the district. */
@Component
public class Keys {
    private final Sessions sessions;
    private final AccountRows accounts;
    private final Passwords passwords;

    Keys(Sessions sessions, AccountRows accounts, Passwords passwords) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.passwords = passwords;
    }

    /** A full session's secret. */
    public String session(StaffId who, boolean secondFactor) {
        return sessions.begin(who, Sessions.Stage.FULL, secondFactor, "Test");
    }

    public void password(StaffId who, String password) {
        accounts.password(who, passwords.hash(password), false, null);
    }

    /** What an authenticator app shows for a key. */
    public static String code(String key, Instant at) {
        try {
            var codes = new TimeBasedOneTimePasswordGenerator();
            var secret = new SecretKeySpec(new Base32().decode(key.replace(" ", "")), codes.getAlgorithm());
            return codes.generateOneTimePasswordString(secret, at);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
