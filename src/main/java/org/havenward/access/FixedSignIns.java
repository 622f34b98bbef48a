package org.havenward.access;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.Ids;
import org.havenward.platform.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sign-ins of the fictional district that are the same at each start, and known to everyone. Only there: where the demo was
 * not asked for, this is not in the house.
 */
@Service
@Transactional
@ConditionalOnProperty(name = "havenward.demo", havingValue = "true")
public class FixedSignIns {
    private static final Duration TOKEN_LASTS = Duration.ofDays(ApiTokens.LONGEST_DAYS);

    private final AccountRows accounts;
    private final Passwords passwords;
    private final Vault vault;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    FixedSignIns(
            AccountRows accounts,
            Passwords passwords,
            Vault vault,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.vault = vault;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** @param totpSecret in Base32; null for who needs no second factor */
    public void set(StaffId staff, String password, @Nullable String totpSecret, String token, String language) {
        accounts.password(staff, passwords.hash(password), false, null);
        accounts.language(staff, language);
        events.publishEvent(new PasswordChanged(DistrictScope.required(), staff));
        if (totpSecret != null) {
            var key = vault.newKey();
            accounts.pendingTotp(staff, key, vault.seal(key, SecondFactor.place(staff), totpSecret));
            accounts.confirmTotp(staff, 0);
            events.publishEvent(new SecondFactorChanged(DistrictScope.required(), staff));
        }
        var now = clock.instant();
        jdbc.sql("""
                insert into api_token (district_id, id, staff_id, token_hash, name, second_factor, created_at, expires_at)
                values (havenward_district(), :id, :staff, :hash, 'Demo', :secondFactor, :now, :expires)
                """)
                .param("id", Ids.next())
                .param("staff", staff.value())
                .param("hash", Secrets.hash(token))
                .param("secondFactor", totpSecret != null)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expires", now.plus(TOKEN_LASTS).atOffset(ZoneOffset.UTC))
                .update();
        events.publishEvent(new TokenChanged(DistrictScope.required(), staff, true));
    }

    /** A token that looks like any other. */
    public static String token(String secret) {
        return ApiTokens.PREFIX + secret;
    }
}
