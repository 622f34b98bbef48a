package org.havenward.audit;

import org.havenward.access.AccountCreated;
import org.havenward.access.AccountRestored;
import org.havenward.access.AccountSuspended;
import org.havenward.access.PasswordChanged;
import org.havenward.access.PasswordLinkMade;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.access.RoleGranted;
import org.havenward.access.RoleRevoked;
import org.havenward.access.SecondFactorChanged;
import org.havenward.access.SecondFactorReset;
import org.havenward.access.SignInRefused;
import org.havenward.access.SignedIn;
import org.havenward.access.SignedOut;
import org.havenward.access.TokenChanged;
import org.havenward.access.TokensEnded;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Logs sign-ins, accounts, and roles, in the transaction of each: access, further up, can't call the log itself. */
@Component
class SignInsInLog {
    private final AuditLog log;

    SignInsInLog(AuditLog log) {
        this.log = log;
    }

    @EventListener
    void on(SignedIn event) {
        signIn(event.who(), Action.SIGNED_IN, event.who());
    }

    @EventListener
    void on(SignInRefused event) {
        // Nobody showed that they are this person.
        signIn(null, Action.SIGN_IN_REFUSED, event.who());
    }

    @EventListener
    void on(SignedOut event) {
        signIn(event.who(), Action.SIGNED_OUT, event.who());
    }

    @EventListener
    void on(PasswordChanged event) {
        signIn(event.who(), Action.CHANGED, event.who());
    }

    @EventListener
    void on(SecondFactorChanged event) {
        signIn(event.who(), Action.CHANGED, event.who());
    }

    @EventListener
    void on(TokenChanged event) {
        signIn(event.who(), event.made() ? Action.CREATED : Action.REVOKED, event.who());
    }

    @EventListener
    void on(TokensEnded event) {
        if (event.who().equals(event.by())) {
            signIn(event.by(), Action.REVOKED, event.who());
        } else {
            administration(event.by(), Action.REVOKED, event.who(), null);
        }
    }

    @EventListener
    void on(AccountCreated event) {
        administration(event.by(), Action.CREATED, event.who(), null);
    }

    @EventListener
    void on(AccountSuspended event) {
        administration(event.by(), Action.CLOSED, event.who(), null);
    }

    @EventListener
    void on(AccountRestored event) {
        administration(event.by(), Action.REOPENED, event.who(), null);
    }

    @EventListener
    void on(PasswordLinkMade event) {
        administration(event.by(), Action.CHANGED, event.who(), null);
    }

    @EventListener
    void on(SecondFactorReset event) {
        administration(event.by(), Action.CHANGED, event.who(), null);
    }

    @EventListener
    void on(RoleGranted event) {
        administration(event.by(), Action.GRANTED, event.who(), event.role().school());
    }

    @EventListener
    void on(RoleRevoked event) {
        administration(event.by(), Action.REVOKED, event.who(), event.role().school());
    }

    private void signIn(@Nullable StaffId actor, Action action, StaffId account) {
        log.logAs(actor, action, new RecordRef(RecordKind.STAFF, account.value(), null), Purpose.SIGN_IN);
    }

    private void administration(@Nullable StaffId actor, Action action, StaffId account, @Nullable SchoolId school) {
        log.logAs(actor, action, new RecordRef(RecordKind.STAFF, account.value(), school), Purpose.ADMINISTRATION);
    }
}
